/** A proxy of whole messages between a host and its kernel, with ZeroMQ sockets of its own on both sides. */
import { Dealer, Publisher, Router, type Socket, Subscriber } from "zeromq";
import { endpoint } from "../../kernel-host/wire/endpoints";
import { decodeMessage, encodeMessage, type Message } from "../../kernel-host/wire/message";
import type { TestHost } from "../process/kernel-host-fixture";
import { until } from "../process/until";
import { apart, type Ends, type KernelSocket } from "./connection";
import type { Stage } from "./stage";

const PATIENT = { linger: 0, sendHighWaterMark: 0, receiveHighWaterMark: 0 } as const;

/** Takes a message from the kernel; what it returns reaches the host in its place, in that order. */
export type Filter = (frames: Buffer[]) => readonly Uint8Array[][] | Promise<readonly Uint8Array[][]>;

export class MessageProxy {
  readonly #open: Socket[] = [];
  readonly #filters = new Map<KernelSocket, Filter>();
  #disposed = false;

  private constructor(
    private readonly ends: Ends,
    readonly key: string,
  ) {}

  /** Starts a host, its kernel, and the proxy between them. */
  static async start(stage: Stage): Promise<MessageProxy> {
    const ends = await apart(stage);
    const proxy = new MessageProxy(ends, ends.front.key);
    stage.defer(() => proxy.#dispose());
    const back = await until("the kernel's endpoints", ends.back);
    await proxy.#publish(back);
    for (const name of ["shell", "stdin", "control", "hb"] as const) await proxy.#route(name, back);
    return proxy;
  }

  get host(): TestHost {
    return this.ends.host;
  }

  /** What is done from now on to messages that the kernel sends on a socket; without a filter they pass. */
  filter(name: KernelSocket, filter?: Filter): void {
    if (filter) this.#filters.set(name, filter);
    else this.#filters.delete(name);
  }

  /** A message as it can be read, without what goes before it on its socket. */
  read(frames: readonly Uint8Array[]): Message {
    return decodeMessage(this.key, frames);
  }

  /** Its frames, signed as the kernel would. */
  write(message: Message): Uint8Array[] {
    return encodeMessage(this.key, message);
  }

  async #publish(back: Ends["front"]): Promise<void> {
    const front = new Publisher({ linger: 0, sendHighWaterMark: 0 });
    const source = new Subscriber({ linger: 0, receiveHighWaterMark: 0, reconnectInterval: 20 });
    this.#open.push(front, source);
    await front.bind(endpoint(this.ends.front, "iopub"));
    source.connect(endpoint(back, "iopub"));
    source.subscribe();
    void this.#pump("iopub", source, (frames) => front.send(frames as Buffer[]));
  }

  async #route(name: Exclude<KernelSocket, "iopub">, back: Ends["front"]): Promise<void> {
    const front = new Router({ ...PATIENT, handover: true });
    this.#open.push(front);
    await front.bind(endpoint(this.ends.front, name));
    const peers = new Map<string, Dealer>();
    // One send at a time is what a socket allows.
    let sending = Promise.resolve();
    const answer = (who: Buffer) => (frames: Uint8Array[]) => {
      sending = sending.then(() => front.send([who, ...(frames as Buffer[])]));
      return sending;
    };
    const run = async () => {
      for await (const [who, ...frames] of front) {
        if (!who) continue;
        const id = who.toString("hex");
        let peer = peers.get(id);
        if (!peer) {
          peer = new Dealer({ ...PATIENT, routingId: who.toString("latin1"), reconnectInterval: 20 });
          this.#open.push(peer);
          peers.set(id, peer);
          peer.connect(endpoint(back, name));
          void this.#pump(name, peer, answer(who));
        }
        await peer.send(frames);
      }
    };
    run().catch((error: unknown) => this.#complain(error));
  }

  async #pump(
    name: KernelSocket,
    source: Dealer | Subscriber,
    send: (frames: Uint8Array[]) => Promise<void>,
  ): Promise<void> {
    try {
      for await (const frames of source) {
        const filter = this.#filters.get(name);
        for (const message of filter ? await filter(frames) : [frames]) await send([...message]);
      }
    } catch (error) {
      this.#complain(error);
    }
  }

  #complain(error: unknown): void {
    if (!this.#disposed) console.error("the proxy failed:", error);
  }

  #dispose(): void {
    this.#disposed = true;
    for (const socket of this.#open) socket.close();
  }
}
