/** The worker for JavaScript and TypeScript. */
import "vscode-jsonrpc/browser";
import { serveTypeScript } from "./typescript-server";
import { connectionOver } from "./worker-connection";

const connection = connectionOver(self);
serveTypeScript(connection);
connection.listen();
