/** Sessions that an earlier run of the app left behind because it was killed: their kernels are ended. */
import { readdir } from "node:fs/promises";
import { endKernel } from "./end-kernel";
import { isAlive, signalProcess } from "./processes";
import { removeTraces, SessionFolder } from "./session-folder";

/**
 * Ends what still runs of them and removes their folders. Called before any session is started, by the only app on
 * the profile.
 * @returns how many kernels were still running
 */
export async function endLeftovers(
  sessionsFolder: string,
  places: { readonly socketFolder: string | null; readonly runtimeFolder: string },
): Promise<number> {
  const names = await readdir(sessionsFolder).catch(() => []);
  const running = await Promise.all(
    names.map((name) => endOne(SessionFolder.leftover(sessionsFolder, name), places)),
  );
  return running.filter(Boolean).length;
}

async function endOne(folder: SessionFolder, places: Parameters<typeof endLeftovers>[1]): Promise<boolean> {
  const [host, kernel] = await Promise.all([folder.host(), folder.kernel()]);
  // A host without its start time could be any process that has the pid now.
  if (host && host.startTime !== null) await signalProcess(host, "SIGKILL");
  const running = kernel !== undefined && (await isAlive(kernel));
  await endKernel(folder.session, kernel);
  await removeTraces(folder.session, places);
  await folder.remove();
  return running;
}
