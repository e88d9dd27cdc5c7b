/**
 * The five ZeroMQ sockets of one kernel life, opened together and closed together with linger 0, so that nothing
 * queued for one life reaches the next. iopub is read without a high-water mark: a kernel drops silently for a slow
 * subscriber, and its messages carry no counter.
 */
import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import { Dealer, Subscriber } from "zeromq";
import type { ConnectionInfo } from "../../preload/contract/connection-info";
import { byteSize } from "../../preload/transcript/quantities";
import { unawaited } from "../floor/failures";
import { clientOptions } from "./curve";
import { endpoint, type KernelSocketName } from "./endpoints";
import { BadMessage, decodeMessage, encodeMessage, type Message } from "./message";
import { type ReadableSocket, readOn } from "./read-on";
import { wireTap } from "./tap";

/** Sockets that carry requests, replies and prompts. */
export type RequestSocket = "shell" | "stdin" | "control";

export interface SocketHandlers {
  onIopub(message: Message): void;
  onReply(socket: RequestSocket, message: Message): void;
  /** A message came that was dropped; `error` says what was wrong. */
  onBad(socket: RequestSocket | "iopub", error: BadMessage): void;
  onHeartbeat(beat: number): void;
  /** The connection to iopub broke and is there again: what was published meanwhile is lost. */
  onIopubBroken(): void;
  /** Nothing could be received on this socket, which is read on: what came meanwhile may be lost. Once until a message comes again. */
  onReaderBroken(socket: KernelSocketName, error: unknown): void;
  /** The stdin socket is connected: a question sent from here on arrives. Called again after each reconnection. */
  onStdinConnected(): void;
}

/** An input_request waits this long for what was printed before it: libzmq reads the sockets in any order. In ms. */
const STDIN_SETTLE_MS = 3;
/** A dead kernel's messages have arrived when iopub brings nothing for so long, in ms. */
const LAST_WORDS_MS = 50;
/** Over TCP somebody else may take the port and go on talking: no longer than this, in ms. */
const LAST_WORDS_AT_MOST_MS = 5_000;
/** iopub is let go first for at most so many turns: a thread that floods it must not hold up replies for ever. */
const DRAIN_TURNS = 200;

export class KernelSockets {
  readonly #iopub: Subscriber;
  readonly #requests: Record<RequestSocket, Dealer>;
  readonly #heartbeat: Dealer;
  readonly #sending = new Map<Dealer, Promise<void>>();
  #iopubReceived = 0;
  #iopubBroken = false;
  #closed = false;

  /**
   * Opens the sockets; the kernel need not be there yet.
   * @param routingId of shell and stdin both: an input_request goes only to the identity that asked.
   */
  constructor(
    private readonly connection: ConnectionInfo,
    routingId: string,
    private readonly handlers: SocketHandlers,
  ) {
    const timing = { linger: 0, reconnectInterval: 20, reconnectMaxInterval: 100 };
    const patience = { ...timing, receiveHighWaterMark: 0, ...clientOptions(connection) };
    const shared = { ...patience, sendHighWaterMark: 0 };
    this.#iopub = new Subscriber(patience);
    this.#requests = {
      shell: new Dealer({ ...shared, routingId }),
      stdin: new Dealer({ ...shared, routingId }),
      control: new Dealer(shared),
    };
    this.#heartbeat = new Dealer(shared);
    this.#iopub.events.on("disconnect", () =>
      unawaited("hearing what came before a break", this.#breakIopub()),
    );
    this.#iopub.events.on("handshake", () => this.#nameBreak());
    this.#iopub.connect(endpoint(connection, "iopub"));
    this.#iopub.subscribe();
    unawaited(
      "reading iopub",
      this.#read("iopub", this.#iopub, (frames) => this.#receiveIopub(frames)),
    );
    // Before connecting: where the kernel is there already the handshake is over at once.
    this.#requests.stdin.events.on("handshake", () => {
      if (!this.#closed) handlers.onStdinConnected();
    });
    for (const name of ["shell", "stdin", "control"] as const) {
      this.#requests[name].connect(endpoint(connection, name));
      unawaited(
        `reading ${name}`,
        this.#read(name, this.#requests[name], (frames) => this.#receiveReply(name, frames)),
      );
    }
    this.#heartbeat.connect(endpoint(connection, "hb"));
    unawaited(
      "reading the heartbeat",
      this.#read("hb", this.#heartbeat, (frames) => {
        handlers.onHeartbeat(Number(Buffer.from(frames.at(-1) ?? []).toString("latin1")));
      }),
    );
  }

  /** Sends a message; it waits in the socket until the kernel is there. */
  send(socket: RequestSocket, message: Message): void {
    const frames = encodeMessage(this.connection.key, message);
    wireTap.pass("out", socket, frames);
    this.#send(this.#requests[socket], frames);
  }

  /** Sends a heartbeat; the kernel echoes its number. (A DEALER does not wedge after a lost beat as a REQ does.) */
  beat(n: number): void {
    this.#send(this.#heartbeat, [Buffer.alloc(0), Buffer.from(String(n))]);
  }

  /** Resolves when the kernel is gone and all that it had sent on iopub was heard. */
  async drain(): Promise<void> {
    const end = performance.now() + LAST_WORDS_AT_MOST_MS;
    for (let before = -1; before !== this.#iopubReceived && performance.now() < end; ) {
      before = this.#iopubReceived;
      await pause(LAST_WORDS_MS);
    }
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const socket of [this.#iopub, ...Object.values(this.#requests), this.#heartbeat]) socket.close();
  }

  #send(socket: Dealer, frames: Uint8Array[]): void {
    // One send at a time is what a socket allows.
    const before = this.#sending.get(socket) ?? Promise.resolve();
    const sent = before
      .then(() => (this.#closed ? undefined : socket.send(frames as Buffer[])))
      .catch((error: unknown) => {
        if (!this.#closed) console.error("a message could not be sent:", error);
      });
    this.#sending.set(socket, sent);
  }

  #read(
    name: KernelSocketName,
    socket: ReadableSocket,
    take: (frames: Buffer[]) => void | Promise<void>,
  ): Promise<void> {
    return readOn(socket, {
      isClosed: () => this.#closed,
      take,
      onBroken: (error) => this.handlers.onReaderBroken(name, error),
    });
  }

  /** What came before the break is heard first. */
  async #breakIopub(): Promise<void> {
    await this.#drainIopub();
    this.#iopubBroken = true;
  }

  /** Told when something comes again, not before: a kernel that dies breaks its connections too. */
  #nameBreak(): void {
    if (!this.#iopubBroken || this.#closed) return;
    this.#iopubBroken = false;
    this.handlers.onIopubBroken();
  }

  #receiveIopub(frames: Buffer[]): void {
    this.#iopubReceived++;
    this.#nameBreak();
    wireTap.pass("in", "iopub", frames);
    const message = this.#decode("iopub", frames);
    if (message) this.#take("iopub", () => this.handlers.onIopub(message));
  }

  async #receiveReply(socket: RequestSocket, frames: Buffer[]): Promise<void> {
    if (socket === "stdin") await pause(STDIN_SETTLE_MS);
    await this.#drainIopub();
    if (this.#closed) return;
    wireTap.pass("in", socket, frames);
    const message = this.#decode(socket, frames);
    if (message?.unread)
      this.handlers.onBad(socket, new BadMessage(`it is too large (${byteSize(message.unread.byteLength)})`));
    else if (message) this.#take(socket, () => this.handlers.onReply(socket, message));
  }

  /** JSON can be nested deeper than it can be written again: such a message is dropped. */
  #take(socket: RequestSocket | "iopub", take: () => void): void {
    try {
      take();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.handlers.onBad(socket, new BadMessage(`it cannot be kept (${error.message})`));
    }
  }

  /**
   * Resolves when a whole turn of the event loop brought nothing on iopub. (Asking the socket itself whether it is
   * readable would take the wake-up away from the receive that waits on it.)
   */
  async #drainIopub(): Promise<void> {
    for (let i = 0; i < DRAIN_TURNS; i++) {
      const before = this.#iopubReceived;
      await turn();
      await turn();
      if (this.#iopubReceived === before) return;
    }
  }

  #decode(socket: RequestSocket | "iopub", frames: Buffer[]): Message | undefined {
    try {
      return decodeMessage(this.connection.key, frames);
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      this.handlers.onBad(socket, error);
      return undefined;
    }
  }
}
