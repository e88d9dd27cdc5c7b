/**
 * After a host was replaced while a request ran: the kernel may wait in an input() whose question was asked while nobody
 * listened. That cannot be known; a request that says nothing for a while is told to the user, who can send a line.
 */
import type { Clock } from "../floor/clock";
import type { Log } from "../log/log";

/** A request that goes on shows it within this, mostly, in ms. */
const QUIET_MS = 1_000;

export class LostQuestion {
  #possible = false;
  #settled = false;
  #cancel: (() => void) | undefined;

  /** @param changed `possible` is another one now */
  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly changed: () => void,
  ) {}

  /** Whether a question may have been lost. */
  get possible(): boolean {
    return this.#possible;
  }

  /** Begins to wait for a sign of the request that runs. */
  watch(): void {
    if (this.#settled) return;
    this.#cancel = this.clock.after(QUIET_MS, () => {
      this.#possible = true;
      const sentence =
        "If the kernel asked for input while the kernel-host was gone, its question was lost. Send a line of input, or interrupt it.";
      this.log.append({ kind: "life", event: "question may be lost", sentence });
      this.changed();
    });
  }

  /** The request has shown that it goes on, has ended, or was given a line. */
  settled(): void {
    this.#settled = true;
    this.#cancel?.();
    if (!this.#possible) return;
    this.#possible = false;
    this.changed();
  }

  dispose(): void {
    this.#cancel?.();
    this.#possible = false;
  }
}
