/**
 * A proxy of bytes between a host and its kernel: it can cut a connection in the middle of a frame or of a multipart
 * message, hold bytes up, and hand them on in crumbs. Both peers are libzmq and go on by themselves.
 */
import { rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import type { ConnectionInfo } from "../../preload/contract/connection-info";
import { until } from "../process/until";
import { apart, type Ends, KERNEL_SOCKETS, type KernelSocket } from "./connection";
import type { Stage } from "./stage";
import { ZmtpFrames } from "./zmtp-frames";

/** What is done to the bytes that a kernel sends on a socket. */
export type Treatment =
  | { readonly kind: "pass" }
  /** The connection is cut within the next bytes. */
  | { readonly kind: "cut in mid-frame" }
  /** The connection is cut after a frame that announces more of its message. */
  | { readonly kind: "cut in mid-message" }
  /** At most so many bytes at a time, each in a turn of its own. */
  | { readonly kind: "crumbs"; readonly bytes: number }
  /** Each piece waits so long, in ms; the order stays. */
  | { readonly kind: "late"; readonly low: number; readonly high: number };

interface Link {
  readonly name: KernelSocket;
  readonly front: Socket;
  readonly back: Socket;
  readonly frames: ZmtpFrames;
  /** Bytes are handed on one piece after the other. */
  queue: Promise<void>;
}

export class ByteProxy {
  readonly #servers: Server[] = [];
  readonly #links = new Set<Link>();
  readonly #treatments = new Map<KernelSocket, Treatment>();
  /** Connections that were cut so far. */
  cuts = 0;
  /** Pieces that were held up and have been handed on so far. */
  #late = 0;

  private constructor(
    private readonly stage: Stage,
    private readonly ends: Ends,
  ) {}

  /** Starts a host, its kernel, and the proxy between them. */
  static async start(stage: Stage, options: { sockets?: boolean } = {}): Promise<ByteProxy> {
    const proxy = new ByteProxy(stage, await apart(stage, options));
    stage.defer(() => proxy.#dispose());
    for (const name of KERNEL_SOCKETS) await proxy.#listen(name);
    return proxy;
  }

  get host() {
    return this.ends.host;
  }

  /** From now on. */
  treat(name: KernelSocket, treatment: Treatment): void {
    this.#treatments.set(name, treatment);
  }

  /** Cuts all connections of a socket, or of all, at once. */
  cut(name?: KernelSocket): void {
    for (const link of [...this.#links]) if (name === undefined || link.name === name) this.#cut(link);
  }

  /** Resolves when the treatment has cut so many connections. */
  async wereCut(cuts: number): Promise<void> {
    await until(`cut ${cuts}`, () => this.cuts >= cuts);
  }

  /** Resolves when so many pieces that were held up have been handed on. */
  async wereLate(pieces: number): Promise<void> {
    await until(`piece ${pieces} that is late`, () => this.#late >= pieces);
  }

  async #listen(name: KernelSocket): Promise<void> {
    const server = createServer({ allowHalfOpen: false }, (front) => void this.#connect(name, front));
    this.#servers.push(server);
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      const { front } = this.ends;
      const port = front[`${name}_port`];
      if (front.transport === "ipc") server.listen(`${front.ip}-${port}`, resolve);
      else server.listen(port, front.ip, resolve);
    });
  }

  async #connect(name: KernelSocket, front: Socket): Promise<void> {
    front.on("error", () => front.destroy());
    const there = await this.ends.back();
    if (!there || front.destroyed) {
      front.destroy();
      return;
    }
    const back = connectTo(there, name);
    const link: Link = { name, front, back, frames: new ZmtpFrames(), queue: Promise.resolve() };
    this.#links.add(link);
    const end = () => {
      this.#links.delete(link);
      front.destroy();
      back.destroy();
    };
    back.on("error", end).on("close", end);
    front.on("close", end);
    front.on("data", (bytes) => void back.write(bytes));
    back.on("data", (bytes) => {
      link.queue = link.queue.then(() => this.#pass(link, bytes)).catch(end);
    });
  }

  async #pass(link: Link, bytes: Buffer): Promise<void> {
    const treatment = this.#treatments.get(link.name) ?? { kind: "pass" };
    const { random } = this.stage;
    const pauses = link.frames.take(bytes);
    switch (treatment.kind) {
      case "pass":
        link.front.write(bytes);
        return;
      case "cut in mid-frame":
        link.front.write(bytes.subarray(0, random.int(1, bytes.length - 1)));
        this.#cutOnce(link);
        return;
      case "cut in mid-message": {
        const [pause] = pauses;
        link.front.write(pause === undefined ? bytes : bytes.subarray(0, pause));
        if (pause !== undefined) this.#cutOnce(link);
        return;
      }
      case "crumbs":
        for (let at = 0; at < bytes.length; at += treatment.bytes) {
          link.front.write(bytes.subarray(at, at + treatment.bytes));
          await new Promise((resolve) => setImmediate(resolve));
        }
        return;
      case "late":
        await this.stage.moment(treatment.low, treatment.high);
        link.front.write(bytes);
        this.#late++;
    }
  }

  #cutOnce(link: Link): void {
    this.#treatments.delete(link.name);
    // What was written is to arrive: half a frame, then the end.
    link.front.end(() => this.#cut(link));
  }

  #cut(link: Link): void {
    this.cuts++;
    link.front.destroy();
    link.back.destroy();
    this.#links.delete(link);
  }

  async #dispose(): Promise<void> {
    for (const server of this.#servers) server.close();
    for (const { front, back } of this.#links) {
      front.destroy();
      back.destroy();
    }
    await rm(`${this.ends.host.connectionFile}.behind`, { force: true });
  }
}

function connectTo(connection: ConnectionInfo, name: KernelSocket): Socket {
  const port = connection[`${name}_port`];
  return connection.transport === "ipc" ? connect(`${connection.ip}-${port}`) : connect(port, connection.ip);
}
