/**
 * The plain Python kernel: `python-kernel.js PYTHON {connection_file}`, run by Node or by Electron as Node. This
 * process has the five sockets and answers while Python is busy; Python is its child.
 */
import path from "node:path";
import { readConnectionFile } from "../server/connection";
import { takeEarlierHistory } from "../server/earlier-history";
import { KernelServer } from "../server/kernel-server";
import { watchParent } from "../server/parent-watch";
import { PythonImplementation } from "./python-implementation";

/** Names the event loop that the shell keeps alive: tk, qt6, qt5, gtk3, gtk4, wx, asyncio, none, auto. */
const EVENT_LOOP = "TANDEM_GUI";

async function main(): Promise<number> {
  const [python, connectionFile] = process.argv.slice(2);
  if (python === undefined || connectionFile === undefined) {
    console.error("Usage: python-kernel.js PYTHON CONNECTION_FILE");
    return 2;
  }
  const history = takeEarlierHistory(process.env);
  const gui = process.env[EVENT_LOOP];
  const implementation = new PythonImplementation({
    python,
    startFile: path.join(__dirname, "python", "start.py"),
    ...(gui ? { gui } : {}),
  });
  const connection = await readConnectionFile(connectionFile);
  const starting = KernelServer.start(connection, implementation, { history });
  const end = () => void implementation.shutdown();
  process.on("SIGTERM", end);
  process.on("SIGHUP", end);
  process.on("SIGINT", () => void starting.then((server) => server.interrupt()).catch(() => {}));
  const server = await starting;
  watchParent(() => void server.close(1));
  return server.closed;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
