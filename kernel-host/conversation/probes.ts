/** Liveness probes on control: those that are not answered yet, and the last ones that are. */
import { randomUUID } from "node:crypto";

/** Probes that are remembered, so that a late answer, and what it brings on iopub, is known as one. */
const KEPT = 1000;

export class Probes {
  /** msg_id and number. */
  readonly #sent = new Map<string, number>();

  /** @param ask asks the kernel something short, under that msg_id */
  constructor(private readonly ask: (msgId: string) => void) {}

  /** Sends the probe of a number. */
  send(n: number): void {
    const msgId = randomUUID();
    this.#sent.set(msgId, n);
    const oldest = this.#sent.keys().next().value;
    if (this.#sent.size > KEPT && oldest !== undefined) this.#sent.delete(oldest);
    this.ask(msgId);
  }

  /** The number of the probe with a msg_id; undefined when that is none. */
  numberOf(msgId: string): number | undefined {
    return this.#sent.get(msgId);
  }
}
