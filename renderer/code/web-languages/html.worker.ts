/** The worker for HTML. */
import "vscode-jsonrpc/browser";
import { html } from "./html-server";
import { serveMode } from "./mode-server";
import { connectionOver } from "./worker-connection";

const connection = connectionOver(self);
serveMode(connection, html);
connection.listen();
