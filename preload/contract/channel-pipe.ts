/**
 * Many channels over one pipe, each with its own queue and credit at the receiver. The client's end opens channels,
 * the host's end accepts them; after that both send alike. A receiver grants credit only for what its handler has
 * used, so a slow or stuck channel holds up no other, and a sender never has more than the credit in flight.
 */
import * as v from "valibot";
import {
  type ChannelHeader,
  channelHeader,
  decodeFrame,
  encodeFrame,
  FrameError,
  MAX_MESSAGE_PARTS,
  pipeHeader,
} from "./frames";
import {
  CHANNEL_CREDIT_BYTES,
  MAX_CHANNELS,
  MAX_FRAME_BYTES,
  MAX_MESSAGE_BYTES,
  MAX_OWN_CHANNEL,
} from "./limits";

/** One message of a channel: JSON and, where the protocol has them, binary buffers. */
export interface ChannelMessage {
  readonly json: unknown;
  readonly buffers: readonly Uint8Array[];
}

/** What a client asks for when it opens a channel. */
export interface OpenRequest {
  readonly session: string;
  readonly name: string;
  /** Who asks: one id for each window or terminal. */
  readonly client: string;
  readonly params?: unknown;
}

/** Takes one message. The next one waits for the promise, and so does the credit for this one. */
export type MessageHandler = (message: ChannelMessage) => void | Promise<void>;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true });
/** Room for the prefix and the header of a data frame. */
const DATA_BODY_BYTES = MAX_FRAME_BYTES - 17 * 1024;
const NO_BYTES = new Uint8Array(0);

/** A message that is larger than a receiver takes; it was not sent. */
export class MessageTooLarge extends Error {
  override name = "MessageTooLarge";
}

/** @throws MessageTooLarge when the text would be longer than a string can be */
function encodeJson(json: unknown): Uint8Array {
  try {
    return encoder.encode(JSON.stringify(json));
  } catch (error) {
    if (error instanceof RangeError && !/call stack/.test(error.message))
      throw new MessageTooLarge("message longer than any text");
    throw error;
  }
}

/** One end of one channel. Made by `ChannelPipe`. */
export class Channel {
  /** Bytes that the other side can still take. 0 until the channel is open. */
  #credit = 0;
  readonly #outgoing: { header: ChannelHeader; body: Uint8Array }[] = [];
  readonly #incoming: { message: ChannelMessage; cost: number }[] = [];
  #assembling: { parts: readonly number[]; pieces: Uint8Array[]; have: number; need: number } | undefined;
  #handler: MessageHandler | undefined;
  #delivering = false;
  #closed: { error: string | undefined } | undefined;
  #drainWanted = false;
  /** Called when everything sent has left, after a `send` that returned false. */
  onDrain: (() => void) | undefined;
  /** Called once, when the channel ends; `error` says why it failed. */
  onClose: ((error: string | undefined) => void) | undefined;

  constructor(
    readonly id: number,
    readonly request: OpenRequest,
    private readonly write: (header: ChannelHeader, body?: Uint8Array) => number,
    private readonly forget: () => void,
  ) {}

  get closed(): boolean {
    return this.#closed !== undefined;
  }

  /** Bytes waiting here because the other side has no credit left. */
  get waitingBytes(): number {
    return this.#outgoing.reduce((sum, frame) => sum + frame.body.length, 0);
  }

  /** Who takes the messages; those that came before are delivered first. */
  set onMessage(handler: MessageHandler) {
    this.#handler = handler;
    void this.#deliver();
  }

  /**
   * Sends one message. False means that it waits for credit: send no more before `onDrain`.
   * Nothing happens on a closed channel.
   * @throws MessageTooLarge when no receiver would take it: nothing was sent, and the channel goes on.
   */
  send(json: unknown, buffers: readonly Uint8Array[] = []): boolean {
    if (this.#closed) return true;
    if (buffers.length >= MAX_MESSAGE_PARTS)
      throw new MessageTooLarge(`message with ${buffers.length} buffers`);
    return this.#sendText(encodeJson(json), buffers);
  }

  /**
   * Sends one message that is JSON already, in UTF-8; else as `send`.
   * @throws MessageTooLarge when no receiver would take it
   */
  sendJson(text: Uint8Array): boolean {
    return this.#closed ? true : this.#sendText(text, []);
  }

  #sendText(text: Uint8Array, buffers: readonly Uint8Array[]): boolean {
    const parts = [text.length, ...buffers.map((buffer) => buffer.length)];
    const length = parts.reduce((sum, part) => sum + part, 0);
    if (length > MAX_MESSAGE_BYTES) throw new MessageTooLarge(`message of ${length} bytes`);
    let whole: Uint8Array = text;
    if (buffers.length > 0) {
      whole = new Uint8Array(length);
      let at = 0;
      for (const piece of [text, ...buffers]) {
        whole.set(piece, at);
        at += piece.length;
      }
    }
    let at = 0;
    do {
      const end = Math.min(at + DATA_BODY_BYTES, whole.length);
      const header: ChannelHeader = { t: "data" };
      if (at === 0) header.parts = parts;
      if (end < whole.length) header.more = true;
      this.#outgoing.push({ header, body: whole.subarray(at, end) });
      at = end;
    } while (at < whole.length);
    this.#flush();
    this.#drainWanted ||= this.#outgoing.length > 0;
    return this.#outgoing.length === 0;
  }

  /** Ends the channel on both sides. */
  close(error?: string): void {
    if (this.#closed) return;
    this.write(error === undefined ? { t: "close" } : { t: "close", error: error.slice(0, 2000) });
    this.ended(error);
  }

  /** For the pipe: the channel ended on the other side, or with its pipe. */
  ended(error: string | undefined): void {
    if (this.#closed) return;
    this.#closed = { error };
    this.#outgoing.length = 0;
    this.forget();
    this.onClose?.(error);
  }

  /** For the pipe: takes a frame that came for this channel. `cost` is the whole frame's length in bytes; throws FrameError. */
  receive(header: ChannelHeader, body: Uint8Array, cost: number): void {
    switch (header.t) {
      case "opened":
      case "credit":
        this.#credit += header.t === "opened" ? header.credit : header.bytes;
        this.#flush();
        if (this.#drainWanted && this.#outgoing.length === 0) {
          this.#drainWanted = false;
          this.onDrain?.();
        }
        return;
      case "close":
        this.ended(header.error);
        return;
      case "data":
        this.#assemble(header.parts, header.more === true, body, cost);
        return;
      case "open":
        throw new FrameError(`channel ${this.id} opened twice`);
    }
  }

  #flush(): void {
    while (this.#credit > 0) {
      const next = this.#outgoing.shift();
      if (!next) return;
      this.#credit -= this.write(next.header, next.body);
    }
  }

  #assemble(parts: readonly number[] | undefined, more: boolean, body: Uint8Array, cost: number): void {
    if ((parts === undefined) !== (this.#assembling !== undefined)) {
      throw new FrameError("a message begins inside another, or continues none");
    }
    if (parts) {
      const need = parts.reduce((sum, part) => sum + part, 0);
      if (need > MAX_MESSAGE_BYTES) throw new FrameError(`message of ${need} bytes announced`);
      this.#assembling = { parts, pieces: [], have: 0, need };
    }
    const message = this.#assembling;
    if (!message) return;
    message.pieces.push(body);
    message.have += body.length;
    if (message.have > message.need || (!more && message.have !== message.need)) {
      throw new FrameError("message does not have the length it announced");
    }
    if (more) {
      // A message may be larger than the credit: its pieces are paid back at once, its last piece when it is used.
      this.write({ t: "credit", bytes: cost });
      return;
    }
    this.#assembling = undefined;
    let whole = message.pieces[0] ?? NO_BYTES;
    if (message.pieces.length > 1) {
      whole = new Uint8Array(message.need);
      let at = 0;
      for (const piece of message.pieces) {
        whole.set(piece, at);
        at += piece.length;
      }
    }
    const pieces: Uint8Array[] = [];
    let at = 0;
    for (const part of message.parts) {
      pieces.push(whole.subarray(at, at + part));
      at += part;
    }
    let json: unknown;
    try {
      json = JSON.parse(decoder.decode(pieces[0]));
    } catch {
      throw new FrameError("message is not JSON");
    }
    this.#incoming.push({ message: { json, buffers: pieces.slice(1) }, cost });
    void this.#deliver();
  }

  async #deliver(): Promise<void> {
    if (this.#delivering || !this.#handler) return;
    this.#delivering = true;
    for (let next = this.#incoming.shift(); next; next = this.#incoming.shift()) {
      try {
        const used = this.#handler(next.message);
        if (used) await used;
      } catch (error) {
        this.close(error instanceof Error ? error.message : String(error));
      }
      if (this.#closed) break;
      this.write({ t: "credit", bytes: next.cost });
    }
    this.#delivering = false;
  }
}

function isKnownKind(header: unknown): boolean {
  const kinds = channelHeader.options.map((option) => option.entries.t.literal);
  return (
    typeof header === "object" && header !== null && "t" in header && kinds.some((kind) => kind === header.t)
  );
}

/** How a pipe's owner takes part. */
export interface ChannelPipeOptions {
  /** Puts one whole frame on the pipe. */
  readonly send: (frame: Uint8Array) => void;
  /**
   * Host's end: whether a channel may be opened. Returns a reason to refuse, or undefined after it took the channel
   * (set `onMessage`; sending is allowed at once). Absent at the client's end, where nobody opens channels.
   */
  readonly accept?: (channel: Channel) => string | undefined;
  /** Credit for each channel, in bytes. */
  readonly credit?: number;
}

/** One end of a pipe with all its channels. */
export class ChannelPipe {
  readonly #channels = new Map<number, Channel>();
  readonly #credit: number;
  #nextId = 1;
  #ended: { reason: string | undefined } | undefined;
  #pongs = new Map<number, () => void>();
  #nextPing = 1;

  constructor(private readonly options: ChannelPipeOptions) {
    this.#credit = options.credit ?? CHANNEL_CREDIT_BYTES;
  }

  /**
   * Opens a channel; messages sent before the other side agrees wait. A refusal arrives at its `onClose`, and so does
   * the reason why the pipe has ended.
   */
  open(request: OpenRequest): Channel {
    if (this.#ended) {
      const { reason } = this.#ended;
      const channel = new Channel(
        0,
        request,
        () => 0,
        () => {},
      );
      queueMicrotask(() => channel.ended(reason));
      return channel;
    }
    let id = this.#nextId;
    while (this.#channels.has(id)) id = (id % MAX_OWN_CHANNEL) + 1;
    this.#nextId = (id % MAX_OWN_CHANNEL) + 1;
    const channel = this.#make(id, request);
    this.#write(id, { t: "open", ...request, credit: this.#credit });
    return channel;
  }

  /**
   * Takes one whole frame from the other side. One that breaks the protocol of its channel ends that channel alone.
   * @throws FrameError when it breaks the protocol of the pipe, whose owner ends it.
   */
  receive(bytes: Uint8Array): void {
    if (this.#ended) return;
    const frame = decodeFrame(bytes);
    if (frame.channel === 0) {
      this.#receiveOwn(frame.header);
      return;
    }
    const channel = this.#channels.get(frame.channel);
    const parsed = v.safeParse(channelHeader, frame.header);
    if (!parsed.success) {
      // Unknown kinds of frame are skipped: a newer peer may send them.
      if (!isKnownKind(frame.header)) return;
      const reason = `the header of a frame does not fit: ${v.summarize(parsed.issues)}`;
      if (!channel) throw new FrameError(reason);
      channel.close(reason);
      return;
    }
    const header = parsed.output;
    if (header.t === "open") {
      if (channel) throw new FrameError(`channel ${frame.channel} opened twice`);
      this.#accept(frame.channel, header);
      return;
    }
    try {
      // Frames for a channel that ended here while they were under way are expected.
      channel?.receive(header, frame.body, bytes.length);
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      channel?.close(error.message);
    }
  }

  /** Resolves when the other side answers a ping. Never rejects: the caller decides how long to wait. */
  ping(): Promise<void> {
    const n = this.#nextPing++;
    return new Promise((resolve) => {
      this.#pongs.set(n, resolve);
      this.options.send(encodeFrame(0, { t: "ping", n }));
    });
  }

  /** The pipe ended: all channels end with it. */
  close(error?: string): void {
    this.#ended ??= { reason: error };
    for (const channel of [...this.#channels.values()]) channel.ended(error);
    this.#pongs.clear();
  }

  #receiveOwn(raw: unknown): void {
    const parsed = v.safeParse(pipeHeader, raw);
    if (!parsed.success) return;
    const header = parsed.output;
    if (header.t === "ping") this.options.send(encodeFrame(0, { t: "pong", n: header.n }));
    if (header.t === "pong") {
      // An answer to a later ping answers the earlier ones too.
      for (const [n, resolve] of this.#pongs) {
        if (n > header.n) continue;
        this.#pongs.delete(n);
        resolve();
      }
    }
  }

  #accept(id: number, header: Extract<ChannelHeader, { t: "open" }>): void {
    const { session, name, client, params } = header;
    const refuse = (reason: string) => this.#write(id, { t: "close", error: reason.slice(0, 2000) });
    if (!this.options.accept) throw new FrameError("the client's end opens channels");
    if (this.#channels.size >= MAX_CHANNELS) {
      refuse("too many channels");
      return;
    }
    const channel = this.#make(id, { session, name, client, params });
    this.#write(id, { t: "opened", credit: this.#credit });
    channel.receive({ t: "credit", bytes: header.credit }, NO_BYTES, 0);
    const reason = this.options.accept(channel);
    if (reason !== undefined) channel.close(reason);
  }

  #make(id: number, request: OpenRequest): Channel {
    const channel = new Channel(
      id,
      request,
      (header, body) => this.#write(id, header, body),
      () => this.#channels.delete(id),
    );
    this.#channels.set(id, channel);
    return channel;
  }

  #write(id: number, header: ChannelHeader, body?: Uint8Array): number {
    if (this.#ended) return 0;
    const frame = encodeFrame(id, header, body);
    this.options.send(frame);
    return frame.length;
  }
}
