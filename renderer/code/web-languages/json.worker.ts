/** The worker for JSON. */
import "vscode-jsonrpc/browser";
import { json } from "./json-server";
import { serveMode } from "./mode-server";
import { connectionOver } from "./worker-connection";

const connection = connectionOver(self);
serveMode(connection, json);
connection.listen();
