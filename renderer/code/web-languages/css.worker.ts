/** The worker for CSS, SCSS and Less. */
import "vscode-jsonrpc/browser";
import { css } from "./css-server";
import { serveMode } from "./mode-server";
import { connectionOver } from "./worker-connection";

const connection = connectionOver(self);
serveMode(connection, css);
connection.listen();
