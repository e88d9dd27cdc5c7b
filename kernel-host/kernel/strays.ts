/** Ending what a session's kernels have left behind: processes that carry its mark and belong to no kernel that lives. */
import { setTimeout as wait } from "node:timers/promises";
import { type CertainProcess, markedProcesses, signalProcess } from "../door/processes";

/** They get so long to end after SIGTERM and again after SIGKILL, in ms. */
const STRAYS_MS = 2_000;
const LOOK_MS = 50;

/** Processes that carry the session's mark; `except`, the living kernel, is none of them. */
export async function findStrays(session: string, except?: number): Promise<CertainProcess[]> {
  return (await markedProcesses(session)).filter(({ pid }) => pid !== except);
}

/** Sends a signal to them. */
export async function signalStrays(
  session: string,
  except: number | undefined,
  signal: NodeJS.Signals,
): Promise<void> {
  for (const stray of await findStrays(session, except)) await signalProcess(stray, signal);
}

/** Ends them when there is no kernel any more. Resolves with whether all are gone. */
export async function endStrays(session: string): Promise<boolean> {
  for (const signal of ["SIGTERM", "SIGKILL"] as const) {
    const strays = await findStrays(session);
    if (strays.length === 0) return true;
    for (const stray of strays) await signalProcess(stray, signal);
    for (const until = performance.now() + STRAYS_MS; performance.now() < until; ) {
      await wait(LOOK_MS);
      if ((await findStrays(session)).length === 0) return true;
    }
  }
  return false;
}
