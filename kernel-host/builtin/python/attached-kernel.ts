/** A Python program that runs outside, as a kernel: `attached-kernel.js TARGET {connection_file}` (see attach-target). */
import { unawaited } from "../../floor/failures";
import { readConnectionFile } from "../server/connection";
import { KernelServer } from "../server/kernel-server";
import { watchParent } from "../server/parent-watch";
import { readTarget } from "./attach-target";
import { AttachedImplementation } from "./attached-implementation";

async function main(): Promise<number> {
  const [given = "", connectionFile] = process.argv.slice(2);
  const target = readTarget(given);
  if (!target || connectionFile === undefined) {
    console.error("Usage: attached-kernel.js HOST:PORT|pid:PID:PORT CONNECTION_FILE");
    return 2;
  }
  const implementation = new AttachedImplementation(target);
  const starting = KernelServer.start(await readConnectionFile(connectionFile), implementation);
  // Whatever ends this process leaves the program running, also one that stands still.
  const end = async () => {
    await implementation.shutdown();
    await (await starting).close(0, 0);
  };
  for (const signal of ["SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => unawaited("leaving the program", end()));
  process.on("SIGINT", () => {});
  const server = await starting;
  watchParent(() => unawaited("leaving the program", end()));
  return server.closed;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);
