/**
 * A kernel that another program has started and looks after: nothing here ever ends it. It counts as gone when its
 * heartbeat is silent and nobody listens at its address any more; one that is only stopped still has its sockets.
 */
import { connect } from "node:net";
import type { ConnectionInfo } from "../../preload/contract/connection-info";
import { JOINED } from "../../preload/contract/limits";
import { unawaited } from "../floor/failures";
import { endpoint } from "../wire/endpoints";
import type { KernelProcess, ProcessExit } from "./process";

/** An address that takes no connection for so long is not one where nobody listens, in ms. */
const CONNECT_MS = 2_000;

export class JoinedProcess implements KernelProcess {
  readonly exited: Promise<ProcessExit>;
  readonly pid = undefined;
  #resolve!: (exit: ProcessExit) => void;
  readonly #timer: NodeJS.Timeout;
  #gone = false;
  #left = false;
  #heard = performance.now();

  constructor(private readonly connection: ConnectionInfo) {
    this.exited = new Promise((resolve) => {
      this.#resolve = resolve;
    });
    this.#timer = setInterval(() => unawaited("looking after the kernel", this.#look()), JOINED.lookMs);
  }

  get gone(): boolean {
    return this.#gone;
  }

  /** Whether we have left it: it goes on without us. */
  get left(): boolean {
    return this.#left;
  }

  /** Its process is another program's, and not known. */
  async startTime(): Promise<null> {
    return null;
  }

  /** Another program's process gets no signal from us. */
  signalGroup(): void {}

  /** It answered a heartbeat, or said anything. */
  heard(): void {
    this.#heard = performance.now();
  }

  /** Has nothing more to do with it. */
  leave(): void {
    this.#left = true;
    this.#end();
  }

  async #look(): Promise<void> {
    if (performance.now() - this.#heard < JOINED.silentMs) return;
    if ((await isRefused(this.connection)) && performance.now() - this.#heard >= JOINED.silentMs) this.#end();
  }

  #end(): void {
    if (this.#gone) return;
    this.#gone = true;
    clearInterval(this.#timer);
    this.#resolve({ code: null, signal: null });
  }
}

/** Whether nobody listens at the address of the heartbeat. */
export function isRefused(connection: ConnectionInfo): Promise<boolean> {
  const where =
    connection.transport === "ipc"
      ? { path: endpoint(connection, "hb").replace("ipc://", "") }
      : { host: connection.ip, port: connection.hb_port };
  return new Promise((resolve) => {
    const socket = connect(where);
    const settle = (refused: boolean) => {
      socket.destroy();
      resolve(refused);
    };
    socket.setTimeout(CONNECT_MS, () => settle(false));
    socket.once("connect", () => settle(false));
    socket.once("error", ({ code }: NodeJS.ErrnoException) =>
      settle(code === "ECONNREFUSED" || code === "ENOENT"),
    );
  });
}
