/**
 * The kernel's ends of the five sockets: shell, control and stdin are ROUTERs, iopub is an XPUB (protocol 5.5: it
 * hears of subscriptions, and welcomes them), the heartbeat a REP. Messages that are garbled or wrongly signed are
 * dropped with a line on stderr.
 */
import { setImmediate as turn, setTimeout as wait } from "node:timers/promises";
import { Reply, Router, type Socket, XPublisher } from "zeromq";
import type { ConnectionInfo } from "../../../preload/contract/connection-info";
import { unawaited } from "../../floor/failures";
import { serverOptions } from "../../wire/curve";
import { endpoint, type KernelSocketName } from "../../wire/endpoints";
import { BadMessage, decodeMessage, encodeMessage, type Message, routingFrames } from "../../wire/message";
import { type ReadableSocket, readOn } from "../../wire/read-on";

export type RequestSocketName = "shell" | "control" | "stdin";

/** A message and the routing frames of the client that sent it. */
export interface Received {
  readonly client: readonly Buffer[];
  readonly message: Message;
}

export interface ServerSocketHandlers {
  onMessage(socket: RequestSocketName, received: Received): void;
  /** A client has subscribed to iopub; `topic` is mostly empty, which means everything. */
  onSubscribed(topic: string): void;
}

/** A client that does not read is waited for so long at a close that was asked for, in ms. */
const LINGER_MS = 1000;
/** A client that asked on shell may still be connecting on stdin: so long a question waits for it, and looks, in ms. */
const STDIN_PATIENCE_MS = 5000;
const STDIN_LOOK_MS = 10;
/** So many turns of the event loop at most are waited for messages that are on their way. */
const SETTLE_TURNS = 50;

export class ServerSockets {
  readonly #routers: Record<RequestSocketName, Router>;
  readonly #iopub: XPublisher;
  readonly #heartbeat: Reply;
  readonly #sending = new Map<Socket, Promise<void>>();
  #received = 0;
  #closed = false;

  constructor(
    private readonly connection: ConnectionInfo,
    private readonly handlers: ServerSocketHandlers,
  ) {
    // Without high-water marks nothing is ever dropped. With handover a client that comes back under the same
    // routing id takes its old place.
    const curve = serverOptions(connection);
    const options = { linger: LINGER_MS, sendHighWaterMark: 0, receiveHighWaterMark: 0, ...curve };
    const router = () => new Router({ ...options, handover: true });
    this.#routers = {
      shell: router(),
      control: router(),
      stdin: new Router({ ...options, handover: true, mandatory: true }),
    };
    this.#iopub = new XPublisher({ ...options, verbosity: "allSubs" });
    this.#heartbeat = new Reply({ linger: 0, ...curve });
  }

  /** Binds the sockets and starts to read. @throws when an endpoint cannot be bound */
  async open(): Promise<void> {
    const { connection, handlers } = this;
    for (const name of ["shell", "control", "stdin"] as const) {
      await this.#routers[name].bind(endpoint(connection, name));
    }
    await this.#iopub.bind(endpoint(connection, "iopub"));
    await this.#heartbeat.bind(endpoint(connection, "hb"));
    for (const name of ["shell", "control", "stdin"] as const) {
      unawaited(
        `reading the socket ${name}`,
        this.#read(name, this.#routers[name], (frames) => {
          const received = this.#decode(name, frames);
          if (received) handlers.onMessage(name, received);
        }),
      );
    }
    unawaited(
      "reading the heartbeat",
      this.#read("hb", this.#heartbeat, (frames) => this.#send(this.#heartbeat, frames)),
    );
    unawaited(
      "reading subscriptions",
      this.#read("iopub", this.#iopub, ([frame]) => {
        if (frame?.[0] === 1) handlers.onSubscribed(frame.subarray(1).toString("utf8"));
      }),
    );
  }

  send(socket: RequestSocketName, client: readonly Buffer[], message: Message): void {
    this.#send(this.#routers[socket], [...client, ...encodeMessage(this.connection.key, message)]);
  }

  publish(topic: string, message: Message): void {
    this.#send(this.#iopub, [Buffer.from(topic), ...encodeMessage(this.connection.key, message)]);
  }

  /** Resolves when what was published is handed to ZeroMQ. */
  async published(): Promise<void> {
    await this.#sending.get(this.#iopub);
  }

  /** Resolves when a turn of the event loop has brought no message: those already sent are read then. */
  async settled(): Promise<void> {
    for (let i = 0; i < SETTLE_TURNS; i++) {
      const before = this.#received;
      await turn();
      await turn();
      if (this.#received === before) return;
    }
  }

  /**
   * Closes the sockets; resolves when what was sent is delivered to all clients.
   * @param lingerMs a client that reads late is waited for so long, and what it has not taken then is dropped
   */
  async close(lingerMs = LINGER_MS): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all(this.#sending.values());
    this.#heartbeat.close();
    await Promise.all([...Object.values(this.#routers), this.#iopub].map((one) => delivered(one, lingerMs)));
  }

  #send(socket: Socket & { send(frames: Buffer[]): Promise<void> }, frames: readonly Uint8Array[]): void {
    // One send at a time is what a socket allows.
    const before = this.#sending.get(socket) ?? Promise.resolve();
    const sent = before
      .then(() => (socket === this.#routers.stdin ? this.#ask(frames) : socket.send(frames as Buffer[])))
      .catch((error: unknown) => {
        // Who is asked something at its very end has nobody to answer any more.
        if (!this.#closed) console.error("a message could not be sent:", error);
      });
    this.#sending.set(socket, sent);
  }

  /** Sends a question as soon as its client is there; without this a ROUTER drops it in silence. */
  async #ask(frames: readonly Uint8Array[]): Promise<void> {
    const until = performance.now() + STDIN_PATIENCE_MS;
    for (;;) {
      try {
        return await this.#routers.stdin.send(frames as Buffer[]);
      } catch (error) {
        const unreachable = (error as NodeJS.ErrnoException).code === "EHOSTUNREACH";
        if (!unreachable || this.#closed || performance.now() > until) throw error;
        await wait(STDIN_LOOK_MS);
      }
    }
  }

  #read(name: KernelSocketName, socket: ReadableSocket, take: (frames: Buffer[]) => void): Promise<void> {
    return readOn(socket, {
      isClosed: () => this.#closed,
      take: (frames) => {
        this.#received++;
        take(frames);
      },
      onBroken: (error) => console.error(`nothing could be received on ${name}; it is read on:`, error),
    });
  }

  #decode(socket: RequestSocketName, frames: Buffer[]): Received | undefined {
    try {
      const message = decodeMessage(this.connection.key, frames);
      return { client: routingFrames(frames), message };
    } catch (error) {
      if (!(error instanceof BadMessage)) throw error;
      console.error(`A message on the ${socket} socket was dropped: ${error.message}.`);
      return undefined;
    }
  }
}

/** Closes a socket; resolves when it has delivered all, or given up: then ZeroMQ lets go of it, and says so. */
async function delivered(socket: Socket, lingerMs: number): Promise<void> {
  const { events } = socket;
  const over = new Promise<void>((resolve) => events.on("end", () => resolve()));
  socket.linger = lingerMs;
  socket.close();
  await over;
}
