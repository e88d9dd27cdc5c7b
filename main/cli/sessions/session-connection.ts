/** One client's connection to a session's host: its channels, and requests with their answers. */
import * as v from "valibot";
import { HostLink } from "../../../kernel-host/door/host-link";
import { Answers, type WithoutId } from "../../../preload/contract/answers";
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
import { unawaited } from "../../floor/failures";
import type { SessionFolder } from "../../kernels/hosts/session-folder";

export class SessionConnection {
  /** Resolves with why, once the connection has ended. */
  readonly ended: Promise<string>;
  readonly #answers = new Answers<ShellToClient>();
  readonly #done = new Answers<ControlToClient>();
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
    unawaited(
      "the end of a connection",
      this.ended.then((reason) => {
        this.#answers.fail(reason);
        this.#done.fail(reason);
      }),
    );
    this.#shell = this.#open("shell");
    this.#shell.onMessage = ({ json }) => this.#answers.take(v.parse(shellToClient, json));
    this.#control = this.#open("control");
    this.#control.onMessage = ({ json }) => this.#done.take(v.parse(controlToClient, json));
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
  async ask(message: WithoutId<ShellToHost>, id: string = newId()): Promise<ShellToClient> {
    send(this.#shell, { ...message, id } as ShellToHost);
    return this.#answers.wait(id);
  }

  /** The same on the channel "control". */
  async command(type: ControlToHost["type"]): Promise<ControlToClient> {
    const id = newId();
    send(this.#control, { type, id });
    return this.#done.wait(id);
  }

  dispose(): void {
    this.link.dispose("the client left");
  }

  #open(name: SessionChannelName, params?: unknown): Channel {
    return this.link.pipe.open({ session: this.session, name, client: this.client, params });
  }
}

function send(channel: Channel, message: ShellToHost | ControlToHost): void {
  if (channel.closed) throw new Error("the connection ended");
  channel.send(message);
}

/** A name for a request, which becomes its msg_id. */
export function newId(): string {
  return randomHex().slice(0, 32);
}
