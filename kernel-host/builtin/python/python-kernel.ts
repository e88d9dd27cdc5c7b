/**
 * The plain Python kernel: `python-kernel.js PYTHON {connection_file}`, run by Node or by Electron as Node. This
 * process has the five sockets and answers while Python is busy; Python is its child.
 */
import path from "node:path";
import { unawaited } from "../../floor/failures";
import { readConnectionFile } from "../server/connection";
import { takeEarlierHistory } from "../server/earlier-history";
import { KernelServer } from "../server/kernel-server";
import { watchParent } from "../server/parent-watch";
import { PythonImplementation } from "./python-implementation";

/** Names the event loop that the shell keeps alive: tk, qt6, qt5, gtk3, gtk4, wx, asyncio, none, auto. */
const EVENT_LOOP = "TANDEM_GUI";

/** A process that sent itself a signal has so long to end by it, in ms. */
const SIGNAL_MS = 500;

interface End {
  readonly code: number;
  /** What ended Python: this process ends by the same. */
  readonly signal: NodeJS.Signals | null;
}

async function main(): Promise<End> {
  const [python, connectionFile] = process.argv.slice(2);
  if (python === undefined || connectionFile === undefined) {
    console.error("Usage: python-kernel.js PYTHON CONNECTION_FILE");
    return { code: 2, signal: null };
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
  const end = () => unawaited("ending Python", implementation.shutdown());
  process.on("SIGTERM", end);
  process.on("SIGHUP", end);
  process.on("SIGINT", () =>
    unawaited(
      "an interrupt",
      starting.then((server) => server.interrupt()),
    ),
  );
  const server = await starting;
  // Then only clients that read late are waited for, and whoever sends a signal does not want that.
  unawaited(
    "the end of Python",
    implementation.gone.then(() => {
      process.off("SIGTERM", end);
      process.off("SIGHUP", end);
    }),
  );
  watchParent(() => unawaited("closing", server.close(1)));
  return { code: await server.closed, signal: implementation.endedBy };
}

/** Whoever waits for the kernel sees how Python ended: a shell's code for a signal (137) is no exit code. */
function endAs({ code, signal }: End): void {
  if (signal === null || process.platform === "win32") process.exit(code);
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  setTimeout(() => process.exit(code), SIGNAL_MS);
}

main().then(endAs, (error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
