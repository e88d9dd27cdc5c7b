/** One client's connection to a session's host: its channels, and requests with their answers. */
import * as v from "valibot";
import { HostLink } from "../../../kernel-host/door/host-link";
import { randomHex } from "../../../preload/contract/challenge";
import type { Channel } from "../../../preload/contract/channel-pipe";
import {
  type KernelPrompt,
  type KernelStatus,
  kernelPrompt,
  kernelStatus,
} from "../../../preload/contract/kernel-state";
import {
  type ControlToClient,
  type ControlToHost,
  controlToClient,
  type LogParams,
  type LogToClient,
  logToClient,
  type SessionChannelName,
  type ShellToClient,
  type ShellToHost,
  shellToClient,
} from "../../../preload/contract/session-channels";
import type { SessionFolder } from "../../kernels/hosts/session-folder";

type WithoutId<Message> = Message extends unknown ? Omit<Message, "id"> : never;

export class SessionConnection {
  /** Resolves with why, once the connection has ended. */
  readonly ended: Promise<string>;
  readonly #waiting = new Map<string, (answer: ShellToClient | ControlToClient | string) => void>();
  readonly #shell: Channel;
  readonly #control: Channel;

  private constructor(
    private readonly link: HostLink,
    private readonly session: string,
    private readonly client: string,
  ) {
    this.ended = new Promise((resolve) => {
      link.onEnd = resolve;
    });
    void this.ended.then((reason) => {
      for (const answer of [...this.#waiting.values()]) answer(reason);
      this.#waiting.clear();
    });
    this.#shell = this.#answering("shell", shellToClient);
    this.#control = this.#answering("control", controlToClient);
  }

  /**
   * @param client who we are among the session's clients
   * @throws Error when the session has no host that can be reached
   */
  static async open(folder: SessionFolder, client: string, build: string): Promise<SessionConnection> {
    const host = await folder.host();
    if (!host) throw new Error("its host did not say where it can be reached");
    const link = await HostLink.connect({ address: host.attach, key: folder.key, build });
    return new SessionConnection(link, folder.session, client);
  }

  /** Over a link that is there already. */
  static over(link: HostLink, session: string, client: string): SessionConnection {
    return new SessionConnection(link, session, client);
  }

  /** Follows the log; the host sends no more than is taken, so a handler that waits holds it up. */
  followLog(params: LogParams, take: (message: LogToClient) => void | Promise<void>): void {
    this.#open("log", params).onMessage = ({ json }) => take(v.parse(logToClient, json));
  }

  followStatus(take: (status: KernelStatus) => void): void {
    this.#open("status").onMessage = ({ json }) => take(v.parse(kernelStatus, json));
  }

  /** The kernel's prompt at this moment. */
  prompt(): Promise<KernelPrompt> {
    const channel = this.#open("prompt");
    return new Promise((resolve, reject) => {
      channel.onClose = (error) => reject(new Error(error ?? "the connection ended"));
      channel.onMessage = ({ json }) => {
        resolve(v.parse(kernelPrompt, json));
        channel.close();
      };
    });
  }

  /**
   * Sends a message on the channel "shell" and resolves with its answer.
   * @throws Error when the connection ends before
   */
  ask(message: WithoutId<ShellToHost>, id: string = newId()): Promise<ShellToClient> {
    return this.#send(this.#shell, { ...message, id } as ShellToHost) as Promise<ShellToClient>;
  }

  /** The same on the channel "control". */
  command(type: ControlToHost["type"]): Promise<ControlToClient> {
    return this.#send(this.#control, { type, id: newId() }) as Promise<ControlToClient>;
  }

  dispose(): void {
    this.link.dispose("the client left");
  }

  #open(name: SessionChannelName, params?: unknown): Channel {
    return this.link.pipe.open({ session: this.session, name, client: this.client, params });
  }

  #answering(name: "shell" | "control", schema: typeof shellToClient | typeof controlToClient): Channel {
    const channel = this.#open(name);
    channel.onMessage = ({ json }) => {
      const answer = v.parse(schema, json);
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    };
    return channel;
  }

  #send(channel: Channel, message: ShellToHost | ControlToHost): Promise<ShellToClient | ControlToClient> {
    return new Promise((resolve, reject) => {
      if (channel.closed) {
        reject(new Error("the connection ended"));
        return;
      }
      this.#waiting.set(message.id, (answer) => {
        if (typeof answer === "string") reject(new Error(answer));
        else resolve(answer);
      });
      channel.send(message);
    });
  }
}

/** A name for a request, which becomes its msg_id. */
export function newId(): string {
  return randomHex().slice(0, 32);
}
