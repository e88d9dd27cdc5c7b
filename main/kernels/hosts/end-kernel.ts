/** Ends what is left of a kernel whose host is gone: every process with the session's mark, and nothing else. */
import { setTimeout as wait } from "node:timers/promises";
import {
  isCertain,
  markedProcesses,
  type ProcessId,
  signalGroup,
  signalProcess,
} from "../../../kernel-host/door/processes";
import type { KernelFile } from "../../../kernel-host/door/session-files";
import { ESCALATION } from "../../../preload/contract/limits";

/** How often it is looked whether they are gone, in ms. */
const LOOK_MS = 30;

/**
 * SIGTERM, then SIGKILL after its time. Processes that are started meanwhile are found too.
 * @param kernel what the host wrote of the kernel's process, where it did: the only trace where marks cannot be read
 * @param hurry leaves SIGTERM out
 * @returns whether all are gone
 */
export async function endKernel(
  session: string,
  kernel: KernelFile | undefined,
  hurry = false,
): Promise<boolean> {
  if (!hurry && (await endBy("SIGTERM", session, kernel, ESCALATION.sigtermMs))) return true;
  return endBy("SIGKILL", session, kernel, ESCALATION.sigkillMs);
}

async function endBy(
  signal: NodeJS.Signals,
  session: string,
  kernel: KernelFile | undefined,
  limitMs: number,
): Promise<boolean> {
  const until = performance.now() + limitMs;
  const told = new Set<string>();
  for (;;) {
    const left = await leftOf(session, kernel);
    if (left.length === 0) return true;
    for (const target of left) {
      const id = `${target.pid} ${target.startTime}`;
      if (told.has(id)) continue;
      told.add(id);
      // Windows tells no marks: there what the kernel has started is known by the kernel alone.
      await (process.platform === "win32" ? signalGroup : signalProcess)(target, signal);
    }
    if (performance.now() > until) return false;
    await wait(LOOK_MS);
  }
}

async function leftOf(session: string, kernel: KernelFile | undefined): Promise<ProcessId[]> {
  const left: ProcessId[] = await markedProcesses(session);
  // A kernel may have cleared its environment; its pid counts only together with its start time.
  if (
    kernel &&
    kernel.startTime !== null &&
    !left.some(({ pid }) => pid === kernel.pid) &&
    (await isCertain(kernel))
  ) {
    left.push(kernel);
  }
  return left;
}
