/** A bare Jupyter client for tests: it sends what it is told and keeps all that it hears, in the order of each socket. */
import { randomUUID } from "node:crypto";
import { Dealer, type Socket, Subscriber } from "zeromq";
import { clientOptions } from "../../../kernel-host/wire/curve";
import { endpoint, type KernelSocketName } from "../../../kernel-host/wire/endpoints";
import {
  BadMessage,
  decodeMessage,
  encodeMessage,
  type Json,
  type Message,
  type MessageHeader,
  makeMessage,
} from "../../../kernel-host/wire/message";
import type { ConnectionInfo } from "../../../preload/contract/connection-info";

type Channel = Exclude<KernelSocketName, "hb">;

/** How long an answer may take, in ms. */
const PATIENCE_MS = 50_000;

export interface Asked {
  readonly request: Message;
  readonly reply: Message;
  /** What iopub said of this request, from busy to idle. */
  readonly published: readonly Message[];
}

export class WireClient {
  readonly session = randomUUID();
  /** The kernel can ask: a ROUTER drops questions to a client whose stdin connection does not stand yet. */
  readonly #askable: Promise<void>;
  readonly heard: Record<Channel, Message[]> = { shell: [], iopub: [], stdin: [], control: [] };
  /** Topics of iopub, one for each message. */
  readonly topics: string[] = [];
  readonly #sockets: Record<Channel, Dealer | Subscriber>;
  readonly #heartbeat: Dealer;
  readonly #waiting = new Set<() => void>();
  #closed = false;
  #beats: string[] = [];

  /** @param stdinLater leaves the stdin socket alone until `connectStdin` */
  constructor(
    private readonly connection: ConnectionInfo,
    { stdinLater = false } = {},
  ) {
    const options = { linger: 0, receiveHighWaterMark: 0, ...clientOptions(connection) };
    const routingId = this.session;
    this.#sockets = {
      shell: new Dealer({ ...options, routingId }),
      stdin: new Dealer({ ...options, routingId }),
      control: new Dealer({ ...options, routingId }),
      iopub: new Subscriber(options),
    };
    this.#heartbeat = new Dealer(options);
    // Listened for before it connects: on this machine the handshake is over at once.
    this.#askable = new Promise((resolve) => this.#sockets.stdin.events.on("handshake", () => resolve()));
    for (const [name, socket] of Object.entries(this.#sockets) as [Channel, Dealer | Subscriber][]) {
      if (name !== "stdin" || !stdinLater) socket.connect(endpoint(connection, name));
      void this.#read(socket, (frames) => this.#hear(name, frames));
    }
    (this.#sockets.iopub as Subscriber).subscribe();
    this.#heartbeat.connect(endpoint(connection, "hb"));
    void this.#read(this.#heartbeat, (frames) => {
      this.#beats.push(Buffer.from(frames.at(-1) ?? []).toString());
    });
  }

  /** Connects the stdin socket of a client that was made with `stdinLater`. */
  connectStdin(): void {
    this.#sockets.stdin.connect(endpoint(this.connection, "stdin"));
  }

  /** Waits until requests are answered, iopub is heard, and the kernel can ask. */
  async ready(): Promise<void> {
    await this.hearing();
    await this.#askable;
  }

  /** Waits until requests are answered and iopub is heard. */
  async hearing(): Promise<void> {
    const shown = () => this.heard.iopub.some(({ header }) => header.msg_type === "status");
    for (const end = performance.now() + PATIENCE_MS; ; ) {
      await this.ask("kernel_info_request", {}, { waitForIdle: false });
      const heard = await this.until("iopub", () => (shown() ? true : undefined), 200).catch(() => false);
      if (heard) return;
      if (performance.now() > end) throw new Error("nothing is heard on iopub");
    }
  }

  /** Sends a message without waiting for anything. */
  async send(
    channel: Exclude<Channel, "iopub">,
    msgType: string,
    content: Json,
    more: Partial<Message> = {},
  ) {
    const message = { ...makeMessage(this.session, msgType, content), ...more };
    await this.sendFrames(channel, encodeMessage(this.connection.key, message));
    return message;
  }

  sendFrames(channel: Exclude<Channel, "iopub">, frames: readonly Uint8Array[]): Promise<void> {
    return (this.#sockets[channel] as Dealer).send(frames as Buffer[]);
  }

  /** Sends a request and waits for its reply and its idle. */
  async ask(
    msgType: string,
    content: Json = {},
    options: { channel?: "shell" | "control"; waitForIdle?: boolean; metadata?: Json } = {},
  ): Promise<Asked> {
    const { channel = "shell", metadata = {} } = options;
    const request = await this.send(channel, msgType, content, { metadata });
    return this.answered(request, options);
  }

  async answered(
    request: Message,
    { channel = "shell", waitForIdle = true }: { channel?: "shell" | "control"; waitForIdle?: boolean } = {},
  ): Promise<Asked> {
    const of = (message: Message) => message.parent?.msg_id === request.header.msg_id;
    const what = request.header.msg_type;
    const reply = await this.until(`the reply to ${what}`, () => this.heard[channel].find(of));
    if (waitForIdle) await this.idleOf(request);
    return { request, reply, published: this.publishedOf(request) };
  }

  execute(code: string, content: Json = {}, metadata: Json = {}): Promise<Asked> {
    return this.ask("execute_request", { ...executeDefaults, code, ...content }, { metadata });
  }

  async idleOf(request: Message): Promise<void> {
    // Of a flood each message is looked at once: all of them at each would take longer than the flood.
    let looked = 0;
    await this.until(`the idle of ${request.header.msg_type}`, () => {
      const { iopub } = this.heard;
      for (; looked < iopub.length; looked++) {
        const { parent, content } = iopub[looked] as Message;
        if (parent?.msg_id === request.header.msg_id && content["execution_state"] === "idle") return true;
      }
      return undefined;
    });
  }

  publishedOf(request: Message): Message[] {
    return this.heard.iopub.filter(({ parent }) => parent?.msg_id === request.header.msg_id);
  }

  /** Sends a heartbeat. @returns what came back */
  async beat(text: string): Promise<string> {
    await this.#heartbeat.send(["", text]);
    return this.until("the heartbeat", () => this.#beats.find((beat) => beat === text));
  }

  /** Resolves with the first value of `look` that is not undefined; looked at whenever something is heard. */
  until<T>(what: string, look: () => T | undefined, patience = PATIENCE_MS): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(check);
        const said = this.heard.iopub.map(
          ({ header, content }) => `${header.msg_type} ${JSON.stringify(content)}`,
        );
        reject(new Error(`waited in vain for ${what}; iopub said:\n${said.slice(-15).join("\n")}`));
      }, patience);
      const check = () => {
        const found = look();
        if (found === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(check);
        resolve(found);
      };
      this.#waiting.add(check);
      check();
    });
  }

  close(): void {
    this.#closed = true;
    for (const socket of [...Object.values(this.#sockets), this.#heartbeat]) socket.close();
  }

  async #read(socket: Socket & { receive(): Promise<Buffer[]> }, take: (frames: Buffer[]) => void) {
    while (!this.#closed) {
      const frames = await socket.receive().catch(() => undefined);
      if (!frames || this.#closed) return;
      take(frames);
      for (const check of [...this.#waiting]) check();
    }
  }

  #hear(channel: Channel, frames: Buffer[]): void {
    try {
      this.heard[channel].push(decodeMessage(this.connection.key, frames));
      if (channel === "iopub") this.topics.push(frames[0]?.toString() ?? "");
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      throw new Error(`the kernel sent a message on ${channel} that cannot be read: ${error.message}`);
    }
  }
}

/** What clients commonly send. */
export const executeDefaults = {
  silent: false,
  store_history: true,
  user_expressions: {},
  allow_stdin: false,
  stop_on_error: true,
};

/** The types of messages, with the state for status; a stream that comes in several pieces counts once. */
export function types(messages: readonly Message[]): string[] {
  const names = messages.map(({ header, content }) =>
    header.msg_type === "status" ? String(content["execution_state"]) : header.msg_type,
  );
  return names.filter((name, index) => name !== "stream" || names[index - 1] !== "stream");
}

/** A header with its date in one form: a kernel may write the same moment in another. */
export function sameMoment(header: MessageHeader | null | undefined) {
  return header && { ...header, date: new Date(header.date).getTime() };
}

/** All text that was printed to a stream. */
export function printed(messages: readonly Message[], name = "stdout"): string {
  return messages
    .filter(({ header, content }) => header.msg_type === "stream" && content["name"] === name)
    .map(({ content }) => String(content["text"]))
    .join("");
}

export const plain = (text: unknown) => String(text).replace(/\x1b\[[\d;]*m/g, "");
