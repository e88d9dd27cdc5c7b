/**
 * The JavaScript kernel: `javascript-kernel.js {connection_file}`, run by Node or by Electron as Node. The user's code
 * has the main thread; the kernel server runs in a worker, which answers while the main thread spins.
 */
import { isMainThread } from "node:worker_threads";

async function main(): Promise<void> {
  if (!isMainThread) return (await import("./server-thread")).runServerThread();
  const connectionFile = process.argv[2];
  if (connectionFile === undefined) {
    console.error("Usage: javascript-kernel.js CONNECTION_FILE");
    process.exit(2);
  }
  await (await import("./user-thread")).runUserThread(__filename, connectionFile);
}

void main();
