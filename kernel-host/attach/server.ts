/** The attach socket: takes connections, lets in who has the session's key, and gives each client its channels. */
import { chmod, rm } from "node:fs/promises";
import { createServer, type Server, type Socket } from "node:net";
import { type Channel, ChannelPipe } from "../../preload/contract/channel-pipe";
import { FrameReader } from "../../preload/contract/frames";
import { Authentication } from "../door/attach-opening";
import type { HostFile } from "../door/session-files";
import { unawaited } from "../floor/failures";

/** A client has so long for hello and proof, in ms. */
const AUTHENTICATION_MS = 5_000;
/** Most connections that have not proven anything yet. */
const MAX_UNAUTHENTICATED = 16;
/** More than this waiting for a client, in bytes, is more than it can have given credit for in honesty. */
const MAX_BACKLOG_BYTES = 32 * 1024 * 1024;
/** At the end, what was written has so long to leave, in ms. */
const FAREWELL_MS = 1_000;

export interface AttachOptions {
  /** Path of the Unix socket, or null for TCP on 127.0.0.1. */
  readonly socketPath: string | null;
  readonly key: string;
  readonly build: string;
  /** Takes a channel that a client opens, or returns a reason to refuse it. */
  readonly accept: (channel: Channel) => string | undefined;
  /** The number of authenticated clients changed. */
  readonly clients: (count: number) => void;
}

export class AttachServer {
  readonly #connections = new Set<Socket>();
  #unauthenticated = 0;
  #clients = 0;

  private constructor(
    private readonly server: Server,
    private readonly options: AttachOptions,
  ) {
    server.on("connection", (socket) => unawaited("serving a client", this.#serve(socket)));
  }

  /** Listens. Rejects when the socket cannot be made. */
  static async listen(options: AttachOptions): Promise<AttachServer> {
    const { socketPath } = options;
    const server = createServer();
    if (socketPath !== null) await rm(socketPath, { force: true });
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      if (socketPath === null) server.listen(0, "127.0.0.1", resolve);
      else server.listen(socketPath, resolve);
    });
    if (socketPath !== null) await chmod(socketPath, 0o600);
    return new AttachServer(server, options);
  }

  /** Where clients find it, for host.json. */
  get address(): HostFile["attach"] {
    const address = this.server.address();
    if (typeof address === "object" && address) return { kind: "tcp", port: address.port };
    return { kind: "socket", path: address ?? "" };
  }

  /** Ends all connections once what was written has left, and removes the socket. */
  async dispose(): Promise<void> {
    this.server.close();
    const closed = [...this.#connections].map(
      (socket) =>
        new Promise((resolve) => {
          socket.once("close", resolve);
          socket.setTimeout(FAREWELL_MS, () => socket.destroy());
          socket.end();
        }),
    );
    await Promise.all(closed);
  }

  async #serve(socket: Socket): Promise<void> {
    socket.on("error", () => socket.destroy());
    if (this.#unauthenticated >= MAX_UNAUTHENTICATED) {
      socket.destroy();
      return;
    }
    this.#connections.add(socket);
    socket.once("close", () => this.#connections.delete(socket));
    this.#unauthenticated++;
    const frames = readFrames(socket);
    const deadline = setTimeout(() => socket.destroy(), AUTHENTICATION_MS);
    let welcome = false;
    try {
      welcome = await this.#authenticate(socket, frames);
    } catch {
      // No frames, or the connection broke: nothing is owed to a stranger.
    } finally {
      clearTimeout(deadline);
      this.#unauthenticated--;
    }
    if (welcome) await this.#talk(socket, frames);
    socket.destroySoon();
  }

  async #authenticate(socket: Socket, frames: AsyncGenerator<Uint8Array>): Promise<boolean> {
    const authentication = new Authentication(this.options.key, this.options.build, (frame) =>
      socket.write(frame),
    );
    for (;;) {
      const next = await frames.next();
      if (next.done) return false;
      const verdict = await authentication.take(next.value);
      if (verdict !== "more") return verdict === "welcome";
    }
  }

  async #talk(socket: Socket, frames: AsyncGenerator<Uint8Array>): Promise<void> {
    const send = (frame: Uint8Array) => {
      socket.write(frame);
      if (socket.writableLength <= MAX_BACKLOG_BYTES || socket.destroyed) return;
      console.error("a client was disconnected: it gave credit for more than it reads");
      socket.destroy();
    };
    const pipe = new ChannelPipe({ send, accept: this.options.accept });
    this.options.clients(++this.#clients);
    try {
      for await (const frame of frames) pipe.receive(frame);
    } catch (error) {
      if (!socket.destroyed) console.error("a client was disconnected:", error);
    } finally {
      pipe.close();
      this.options.clients(--this.#clients);
    }
  }
}

/** The whole frames that arrive on a socket, each taken before more is read. */
async function* readFrames(socket: Socket): AsyncGenerator<Uint8Array> {
  const reader = new FrameReader();
  for await (const chunk of socket) yield* reader.push(chunk as Buffer);
}
