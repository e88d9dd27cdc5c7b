/**
 * An execute_request of which nothing is heard. A kernel takes what comes on shell in its order, so one that answers
 * what was asked behind the request, and still says nothing of the request itself, never got it (a connection that broke
 * under it, a kernel that drops what it cannot read): it would wait for ever.
 */
import { REQUEST_GRACE_MS, REQUEST_UNHEARD_MS } from "../../preload/contract/limits";
import type { Clock } from "../floor/clock";

export interface UnheardRequestOptions {
  readonly clock: Clock;
  /** msg_id of the request that is at the kernel and of which nothing was heard, if there is one. */
  readonly unheard: () => string | undefined;
  /** Asks the kernel for something short on shell; returns the question's msg_id. */
  readonly ask: () => string;
  /** The kernel never got this request. */
  readonly lost: (msgId: string) => void;
}

export class UnheardRequest {
  #asked: { readonly question: string; readonly msgId: string } | undefined;
  #cancel: (() => void) | undefined;

  constructor(private readonly options: UnheardRequestOptions) {}

  /** This request has just been sent. */
  watch(msgId: string): void {
    this.#cancel?.();
    this.#asked = undefined;
    this.#cancel = this.options.clock.after(REQUEST_UNHEARD_MS, () => {
      if (this.options.unheard() === msgId) this.#asked = { question: this.options.ask(), msgId };
    });
  }

  /** A reply to this msg_id came on shell. */
  replied(question: string): void {
    if (this.#asked?.question !== question) return;
    const { msgId } = this.#asked;
    this.#asked = undefined;
    // What it says on iopub may come later than its reply on shell.
    this.#cancel = this.options.clock.after(REQUEST_GRACE_MS, () => {
      if (this.options.unheard() === msgId) this.options.lost(msgId);
    });
  }

  dispose(): void {
    this.#cancel?.();
    this.#asked = undefined;
  }
}
