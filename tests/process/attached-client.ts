/** A client that is attached to a host, as a window or a terminal is. */
import { randomUUID } from "node:crypto";
import type { Socket } from "node:net";
import * as v from "valibot";
import { attachTo, type FrameStream } from "../../kernel-host/door/attach-opening";
import type { HostFile } from "../../kernel-host/door/session-files";
import { type Channel, ChannelPipe } from "../../preload/contract/channel-pipe";
import type { KernelPrompt, KernelStatus } from "../../preload/contract/kernel-state";
import type { CodeOrigin, LogRecord, LogRecordOf } from "../../preload/contract/records";
import {
  type ControlToClient,
  controlToClient,
  type LogParams,
  logToClient,
  type SessionChannelName,
  type ShellToClient,
  sessionChannels,
  shellToClient,
} from "../../preload/contract/session-channels";
import { until } from "./until";

/** What a client has to know to attach to a host. */
export interface HostAddress {
  readonly session: string;
  readonly file: HostFile;
}

/** Where code comes from, as an editor says it with its request. */
export interface RunFrom {
  readonly origin?: CodeOrigin;
  readonly changeFolder?: true;
}

/** One attached client: the client's end of every channel, its messages checked as a window checks them. */
export class TestClient {
  readonly pipe: ChannelPipe;
  readonly records: LogRecord[] = [];
  attached: { epoch: number; valid: number; first: number; last: number } | undefined;
  readonly statuses: KernelStatus[] = [];
  readonly prompts: KernelPrompt[] = [];
  readonly answers = new Map<string, ShellToClient | ControlToClient>();
  closed = false;
  #shell: Channel | undefined;
  #control: Channel | undefined;

  private constructor(
    readonly host: HostAddress,
    readonly name: string,
    readonly socket: Socket,
    frames: FrameStream,
  ) {
    this.pipe = new ChannelPipe({ send: (frame) => socket.write(frame) });
    frames.listen({
      frame: (frame) => this.pipe.receive(frame),
      end: () => {
        this.closed = true;
        this.pipe.close("the host is gone");
      },
    });
  }

  /**
   * Connects and proves the key.
   * @throws Error with the host's reason when it refuses
   */
  static async attach(host: HostAddress, name: string, key: string): Promise<TestClient> {
    const { socket, frames } = await attachTo(host.file.attach, { key, build: "test" });
    return new TestClient(host, name, socket, frames);
  }

  open(name: SessionChannelName, params?: unknown): Channel {
    return this.pipe.open({ session: this.host.session, name, client: this.name, params });
  }

  /** Opens "log" and collects its records. */
  followLog(params: LogParams = { epoch: null, from: 0 }): Channel {
    const channel = this.open("log", params);
    channel.onMessage = ({ json }) => {
      const message = v.parse(logToClient, json);
      if (message.type === "attached") this.attached = message;
      else if (message.type === "records") this.records.push(...message.records);
    };
    return channel;
  }

  /** Opens all channels. */
  follow(): this {
    this.followLog();
    // The host tells the prompt first: whoever sees a state knows its prompt.
    this.open("prompt").onMessage = ({ json }) => {
      this.prompts.push(v.parse(sessionChannels.prompt.toClient, json));
    };
    this.open("status").onMessage = ({ json }) => {
      this.statuses.push(v.parse(sessionChannels.status.toClient, json));
    };
    return this;
  }

  get status(): KernelStatus | undefined {
    return this.statuses.at(-1);
  }

  async state(state: KernelStatus["state"]): Promise<KernelStatus> {
    const what = () => `state ${state}; now it is ${JSON.stringify(this.status)}`;
    return until(what, () => this.status?.state === state && this.status);
  }

  /** Sends on "shell"; resolves with the answer. */
  async shell(message: { type: string; [field: string]: unknown }): Promise<ShellToClient> {
    this.#shell ??= this.#answered("shell", shellToClient);
    return (await this.#ask(this.#shell, message)) as ShellToClient;
  }

  /** Whether a life event has been logged, once it has. */
  async lifeEvent(event: LogRecordOf<"life">["event"]): Promise<LogRecordOf<"life">> {
    const seen = () => this.of("life").map((record) => record.sentence);
    return until(
      () => `"${event}"; the log says: ${seen().join(" / ")}`,
      () => this.life(event).at(-1),
    );
  }

  /** Sends on "control"; resolves with the answer. */
  async control(type: "interrupt" | "restart" | "shutdown"): Promise<ControlToClient> {
    this.#control ??= this.#answered("control", controlToClient);
    return (await this.#ask(this.#control, { type })) as ControlToClient;
  }

  /** Sends code; resolves with its msg_id once the host has accepted it. */
  async send(code: string, from: RunFrom = {}): Promise<string> {
    const answer = await this.shell({ type: "execute_request", code, ...from });
    if (answer.type !== "accepted") throw new Error(`not accepted: ${JSON.stringify(answer)}`);
    return answer.id;
  }

  /** Sends code and resolves when it has ended. */
  async run(code: string, patienceMs?: number, from?: RunFrom): Promise<LogRecordOf<"request_end">> {
    return this.end(await this.send(code, from), patienceMs);
  }

  /** Resolves when the kernel has begun with a request; "busy" is said as soon as it is sent. */
  async begun(msgId: string): Promise<void> {
    const has = () => this.messages("execute_input").some(({ parent }) => parent === msgId);
    await until(`the beginning of ${msgId}`, has);
  }

  /** Resolves with the end of a request. */
  async end(msgId: string, patienceMs?: number): Promise<LogRecordOf<"request_end">> {
    const find = () => this.of("request_end").find((record) => record.msgId === msgId);
    return until(`the end of ${msgId}`, find, patienceMs);
  }

  /** The records of one kind. */
  of<Kind extends LogRecord["kind"]>(kind: Kind): LogRecordOf<Kind>[] {
    return this.records.filter((record): record is LogRecordOf<Kind> => record.kind === kind);
  }

  life(event: LogRecordOf<"life">["event"]): LogRecordOf<"life">[] {
    return this.of("life").filter((record) => record.event === event);
  }

  messages(msgType: string): LogRecordOf<"message">[] {
    return this.of("message").filter((record) => record.msgType === msgType);
  }

  /** What was printed by one request on one stream. */
  text(parent: string | null, name?: "stdout" | "stderr"): string {
    return this.of("stream")
      .filter((record) => record.parent === parent && (name === undefined || record.name === name))
      .map((record) => record.text)
      .join("");
  }

  dispose(): void {
    this.pipe.close();
    this.socket.destroy();
  }

  #answered(name: "shell" | "control", schema: typeof shellToClient | typeof controlToClient): Channel {
    const channel = this.open(name);
    channel.onMessage = ({ json }) => {
      const answer = v.parse(schema, json);
      this.answers.set(answer.id, answer);
    };
    return channel;
  }

  async #ask(
    channel: Channel,
    message: { type: string; id?: unknown },
  ): Promise<ShellToClient | ControlToClient> {
    const id = typeof message.id === "string" ? message.id : randomUUID();
    this.answers.delete(id);
    channel.send({ id, ...message });
    return until(`an answer to ${message.type}`, () => {
      const answer = this.answers.get(id);
      if (!answer && channel.closed) throw new Error("the channel was closed");
      return answer;
    });
  }
}
