/**
 * The execute_requests of our clients: queued here, one at a time at the kernel, and every one of them ends. A request
 * ends when its reply and its idle have both come; where one is missing, a grace after the last sign of it. A missing reply
 * is asked after first: a kernel takes what comes on shell in its order, so that one which has answered what was asked behind
 * the request has none to give, while one on a busy machine may merely be slow.
 */
import { REQUEST_GRACE_MS, REQUEST_UNHEARD_MS } from "../../preload/contract/limits";
import type { CodeOrigin, RequestEnd } from "../../preload/contract/records";
import type { Clock } from "../floor/clock";
import type { Unnumbered } from "../log/log";
import type { Json } from "../wire/message";

export interface ExecuteRequest {
  readonly msgId: string;
  readonly client: string;
  readonly code: string;
  readonly origin?: CodeOrigin;
  /** The kernel goes to the folder of the origin's file first. */
  readonly changeFolder?: boolean;
  /** It is to stop at breakpoints. */
  readonly debug?: boolean;
  /** The debugger is to stand in the error raised last. */
  readonly postMortem?: boolean;
}

/** What a kernel's execute_reply says. */
export interface ExecuteReply {
  readonly status: "ok" | "error" | "aborted";
  readonly executionCount?: number;
  readonly payload?: Json[];
}

export interface RequestQueueOptions {
  readonly clock: Clock;
  readonly record: (record: Unnumbered) => void;
  /** Sends one to the kernel. */
  readonly send: (request: ExecuteRequest) => void;
  /** Asks the kernel for something short on shell; returns the question's msg_id, or undefined where no kernel is. */
  readonly ask: () => string | undefined;
  /** The present request changed, or ended. */
  readonly changed: () => void;
}

interface Running {
  readonly request: Pick<ExecuteRequest, "msgId">;
  /** It was sent by an earlier host: its signs may have come while no host listened. */
  readonly adopted: boolean;
  reply?: ExecuteReply;
  /** The kernel has begun with it. */
  begun: boolean;
  idle: boolean;
  errorSeen: boolean;
  /** msg_id of what was asked behind it, as its reply did not come. */
  asked?: string | undefined;
  cancelGrace?: () => void;
}

/** Of so many requests it is known here that they were sent; of earlier ones the log knows it. */
const MOST_KNOWN = 10_000;

export class RequestQueue {
  readonly #queue: ExecuteRequest[] = [];
  readonly #known = new Set<string>();
  #running: Running | undefined;
  #open = false;

  constructor(private readonly options: RequestQueueOptions) {}

  /** msg_id of the request at the kernel. */
  get running(): string | undefined {
    return this.#running?.request.msgId;
  }

  /** Whether the kernel is known to work on a request just now. */
  get executing(): boolean {
    return this.#running?.begun === true && !this.#running.idle;
  }

  /** msg_id of the request at the kernel while nothing was heard of it; not of one that an earlier host has sent. */
  get unheard(): string | undefined {
    const running = this.#running;
    return running && !running.begun && !running.reply && !running.idle ? running.request.msgId : undefined;
  }

  /** Whether the request at the kernel was sent by an earlier host. */
  get adopted(): boolean {
    return this.#running?.adopted ?? false;
  }

  /**
   * Goes on with what an earlier host left open, before anything else is taken.
   * @param running the request at the kernel
   * @param failed an error was shown in it
   */
  adopt(running: string | undefined, failed: boolean, queued: readonly ExecuteRequest[]): void {
    if (running !== undefined) {
      const state = { adopted: true, begun: true, idle: false, errorSeen: failed };
      this.#running = { request: { msgId: running }, ...state };
      this.#know(running);
    }
    for (const request of queued) this.#know(request.msgId);
    this.#queue.push(...queued);
  }

  /** The kernel has answered what was asked behind the adopted request: that one is over, whether we saw it or not. */
  laterAnswered(): void {
    const running = this.#running;
    if (running?.adopted && !running.reply && !running.idle) this.#end(running);
  }

  /** The kernel never got this request: it has not run, and nor may what was queued behind it. */
  lost(msgId: string): void {
    const running = this.#of(msgId);
    if (!running) return;
    this.#endQueued();
    this.#end(running);
  }

  /** This request cannot be sent as it is to be run: it has not run, and nor may what was queued behind it. */
  unsent(msgId: string): void {
    const running = this.#of(msgId);
    if (!running) return;
    running.reply = { status: "aborted" };
    this.#end(running);
  }

  #know(msgId: string): void {
    this.#known.add(msgId);
    const [oldest] = this.#known;
    if (this.#known.size > MOST_KNOWN && oldest !== undefined) this.#known.delete(oldest);
  }

  /** Takes a request. Returns a sentence when it cannot be taken. */
  add(request: ExecuteRequest): string | undefined {
    if (this.#known.has(request.msgId)) return "A request with this id was sent before.";
    this.#know(request.msgId);
    const { msgId, client, code, origin } = request;
    this.options.record({ kind: "request", msgId, client, code, ...(origin ? { origin } : {}) });
    this.#queue.push(request);
    this.#next();
    return undefined;
  }

  /** Takes back one that still waits. Returns a sentence when it does not wait any more. */
  cancel(msgId: string): string | undefined {
    const at = this.#queue.findIndex((request) => request.msgId === msgId);
    if (at < 0) return "This request does not wait any more; interrupt the kernel to stop it.";
    this.#queue.splice(at, 1);
    this.options.record({ kind: "request_end", msgId, status: "cancelled" });
    return undefined;
  }

  /** From now on requests go to the kernel. */
  open(): void {
    this.#open = true;
    this.#next();
  }

  /** From now on nothing more is sent to the kernel, which is about to end. */
  close(): void {
    this.#open = false;
  }

  /** A message of this request came on iopub: it is alive, and a grace that runs begins again. */
  seen(msgId: string, msgType: string): void {
    const running = this.#of(msgId);
    if (!running) return;
    running.begun = true;
    if (msgType === "error") running.errorSeen = true;
    if (running.cancelGrace && running.asked === undefined) this.#startGrace(running);
  }

  /** The kernel is idle again for this request. */
  idle(msgId: string): void {
    const running = this.#of(msgId);
    if (!running) return;
    running.idle = true;
    this.#settle(running);
  }

  /** The kernel's reply came. */
  reply(msgId: string, reply: ExecuteReply): void {
    const running = this.#of(msgId);
    if (!running) return;
    running.reply = reply;
    this.#settle(running);
  }

  /** A reply to this msg_id came on shell: where it was asked behind the present request, no reply of that one comes. */
  answered(question: string): void {
    const running = this.#running;
    if (running?.asked === question && !running.reply) this.#end(running);
  }

  /** Ends the one at the kernel so; those that wait never began, whatever ended the kernel. No more go until `open`. */
  endAll(status: RequestEnd): void {
    this.#open = false;
    const running = this.#running;
    this.#running = undefined;
    running?.cancelGrace?.();
    if (running) this.options.record({ kind: "request_end", msgId: running.request.msgId, status });
    this.#endQueued();
    if (running) this.options.changed();
  }

  #of(msgId: string): Running | undefined {
    return this.#running?.request.msgId === msgId ? this.#running : undefined;
  }

  #next(): void {
    if (!this.#open || this.#running) return;
    const request = this.#queue.shift();
    if (!request) return;
    this.#running = { request, adopted: false, begun: false, idle: false, errorSeen: false };
    this.options.record({ kind: "request_sent", msgId: request.msgId });
    this.options.send(request);
    this.options.changed();
  }

  #settle(running: Running): void {
    if (running.reply && running.idle) this.#end(running);
    else this.#startGrace(running);
  }

  #startGrace(running: Running): void {
    running.cancelGrace?.();
    running.cancelGrace = this.options.clock.after(REQUEST_GRACE_MS, () => {
      if (running.reply || running.asked !== undefined) return this.#end(running);
      running.asked = this.options.ask();
      if (running.asked === undefined) return this.#end(running);
      running.cancelGrace = this.options.clock.after(REQUEST_UNHEARD_MS, () => this.#end(running));
    });
  }

  #end(running: Running): void {
    running.cancelGrace?.();
    this.#running = undefined;
    const { status, executionCount, payload } = { ...running.reply, status: endStatus(running) };
    this.options.record({
      kind: "request_end",
      msgId: running.request.msgId,
      status,
      ...(executionCount === undefined ? {} : { executionCount }),
      ...(payload === undefined || payload.length === 0 ? {} : { payload }),
    });
    // What was queued behind a cell that failed, or may have, is not run, as Jupyter's stop_on_error has it.
    if (status === "error" || status === "aborted" || status === "ended during the gap") this.#endQueued();
    this.#next();
    this.options.changed();
  }

  #endQueued(): void {
    for (const { msgId } of this.#queue.splice(0))
      this.options.record({ kind: "request_end", msgId, status: "aborted" });
  }
}

function endStatus({ reply, errorSeen, adopted, idle }: Running): RequestEnd {
  if (reply) return reply.status;
  if (errorSeen) return "error";
  if (!adopted) return "timeout";
  // The reply went to a host that was gone; that the kernel became idle was seen.
  return idle ? "ok" : "ended during the gap";
}
