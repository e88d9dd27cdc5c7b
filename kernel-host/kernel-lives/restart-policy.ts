/** Whether a kernel that died is started again by itself: only where its session wants it, and not for ever. */
import { RESTART_POLICY } from "../../preload/contract/limits";
import type { LaunchFile } from "../door/session-files";

export class RestartPolicy {
  /** So many times in a row, at most. */
  readonly limit: number;
  readonly #stableMs: number;
  #times = 0;
  #startedAt = 0;

  constructor(
    { limit = RESTART_POLICY.limit, stableMs = RESTART_POLICY.stableMs }: NonNullable<LaunchFile["restart"]>,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.limit = limit;
    this.#stableMs = stableMs;
    this.#startedAt = now();
  }

  /** How many times in a row it was started again. */
  get times(): number {
    return this.#times;
  }

  /** A life begins. */
  started(): void {
    this.#startedAt = this.now();
  }

  /** The kernel died by itself. Returns whether it is to be started again. */
  died(): boolean {
    if (this.now() - this.#startedAt >= this.#stableMs) this.#times = 0;
    if (this.#times >= this.limit) return false;
    this.#times++;
    return true;
  }
}
