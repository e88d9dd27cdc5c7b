/** How long a kernel has worked at a stretch, read from its states. */
import type { KernelStatus } from "../../../preload/contract/kernel-state";

export class WorkTime {
  #since: number | null = null;

  /**
   * Takes the kernel's next state.
   * @returns how long the work took that ended with it, in ms; null when none did
   */
  take({ state, since }: Pick<KernelStatus, "state" | "since">): number | null {
    if (state === "busy") {
      this.#since ??= since;
      return null;
    }
    // A question in the middle of the work does not end it, nor does a silence.
    if (state === "waiting for input" || state === "unresponsive") return null;
    const began = this.#since;
    this.#since = null;
    // An end of the kernel has an alert of its own.
    return state === "idle" && began !== null ? since - began : null;
  }
}
