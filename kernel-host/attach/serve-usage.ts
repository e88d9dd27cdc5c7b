/** The channel "usage": what the kernel's processes take of the machine, told as long as somebody listens. */
import type { Channel } from "../../preload/contract/channel-pipe";
import type { KernelStatus, KernelUsage } from "../../preload/contract/kernel-state";
import { USAGE_INTERVAL_MS } from "../../preload/contract/limits";
import { unawaited } from "../floor/failures";
import type { Observable } from "../floor/observable";
import { processesUnder, takenBy } from "../kernel/process-usage";

/** Measures until the channel is closed; nothing is told while there is no kernel, or where the system says nothing. */
export function tellUsage(channel: Channel, status: Observable<KernelStatus>): void {
  let before: { readonly pid: number; readonly cpuMs: number; readonly at: number } | undefined;
  let measuring = false;
  const measure = async () => {
    const { pid } = status.get();
    if (pid === undefined || measuring) return;
    measuring = true;
    const taken = takenBy(pid, await processesUnder(pid).catch(() => []));
    measuring = false;
    if (!taken) return;
    const at = performance.now();
    const known = before?.pid === pid ? before : undefined;
    before = { pid, cpuMs: taken.cpuMs, at };
    // A child that ended takes its time with it.
    const cpu = known ? Math.max(0, taken.cpuMs - known.cpuMs) / (at - known.at) : 0;
    channel.send({ memory: taken.memory, cpu } satisfies KernelUsage);
  };
  const timer = setInterval(() => unawaited("measuring what a kernel uses", measure()), USAGE_INTERVAL_MS);
  channel.onClose = () => clearInterval(timer);
  unawaited("measuring what a kernel uses", measure());
}
