/**
 * Which sockets a session's kernel gets: ipc where that is possible, because other users can reach TCP on 127.0.0.1. A
 * kernel that cannot do ipc shows it at its start; it is started again over TCP, and once that was seen to work a mark
 * in the profile says so to every later session of that kernel.
 */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import type { ConnectionInfo } from "../../preload/contract/connection-info";
import type { LaunchFile } from "../door/session-files";
import { isPrivate } from "../wire/curve";
import { chooseConnection, removeEndpoints } from "./connection-file";
import { listensOn } from "./listening-ports";

/** A kernel over TCP that finds one of its ports taken is given others, so many times in a row. */
const MAX_CLASHES = 3;
const CLASH =
  /address (?:is )?already in use|address in use|EADDRINUSE|Only one usage of each socket address/i;
/** What kernels say that cannot encrypt, though their kernelspec says so: a pyzmq without libsodium. */
const NO_CURVE = /\bcurve|libsodium/i;
/** Last words of kernels whose end at the start has another reason than their sockets. */
const OTHER_REASON =
  /No module named|ModuleNotFoundError|ImportError|not found|Syntax error|Exec format error|cannot execute|No such file or directory|there is no package called/i;
/** What kernels say that go on although their sockets could not be made. */
const SOCKET_ERROR =
  /ZMQError|ZMQ::Error|zmq::error_t|\bipc\b.{0,200}not supported|not supported.{0,200}\bipc\b/i;

export class Transport {
  #connection: ConnectionInfo;
  /** ipc was tried in vain. */
  #fellBack = false;
  /** A port was taken: others are to be chosen. */
  #clash = false;
  #clashes = 0;
  /** Encryption was tried in vain. */
  #open = false;
  #told = false;

  private constructor(
    private launch: LaunchFile,
    private readonly socketFolder: string | null,
    connection: ConnectionInfo,
  ) {
    this.#connection = connection;
  }

  /**
   * @param socketFolder where Unix sockets may be made, or null
   * @param connection of a kernel that runs; absent: one is chosen
   */
  static async create(
    launch: LaunchFile,
    socketFolder: string | null,
    connection?: ConnectionInfo,
  ): Promise<Transport> {
    return new Transport(
      launch,
      socketFolder,
      connection ?? (await choose(launch, socketFolder, false, true)),
    );
  }

  get connection(): ConnectionInfo {
    return this.#connection;
  }

  /** Whether other users of the machine can hear the kernel. */
  get isOpen(): boolean {
    return !isPrivate(this.#connection);
  }

  /**
   * Why the kernel is reached over TCP where Unix sockets could be made: that was asked for, or learnt and said before.
   */
  get isMeant(): boolean {
    return this.socketFolder !== null && wantsTcp(this.launch);
  }

  /** The sockets for the next start: the same as before, unless another transport is wanted now. */
  async prepare(launch: LaunchFile): Promise<ConnectionInfo> {
    this.launch = launch;
    const before = this.#connection;
    const tcp = this.#fellBack || this.socketFolder === null || wantsTcp(launch);
    const tooPrivate = launch.transport === "open tcp" && !this.isOpen;
    if (this.#clash || (before.transport === "ipc") === tcp || tooPrivate) {
      this.#connection = await choose(launch, this.socketFolder, tcp, !this.#open);
      this.#clash = false;
      await removeEndpoints(before);
    }
    return this.#connection;
  }

  /**
   * The kernel ended before it ever answered. Returns why it is worth another start with other sockets, a sentence;
   * undefined when it is not.
   * @param words the last that the process said
   */
  endedAtStart(words: string): string | undefined {
    const { name } = this.launch;
    if (this.#connection.transport === "tcp") {
      if (CLASH.test(words) && ++this.#clashes <= MAX_CLASHES) {
        this.#clash = true;
        return `${name} found one of its ports taken by another program: it is started again with others.`;
      }
      if (!this.#open && !this.isOpen && NO_CURVE.test(words)) {
        this.#open = true;
        this.#clash = true;
        return `${name} could not encrypt what it says: it is started again without, and other users of this machine can see its output.`;
      }
      // It fails over TCP as well: the next start begins as the first one did.
      this.#fellBack = false;
      this.#clashes = 0;
      return undefined;
    }
    if (!this.#mayFallBack || (OTHER_REASON.test(words) && !/\bipc\b/i.test(words))) return undefined;
    return this.#fallBack();
  }

  /**
   * The kernel has not answered for a while. Returns why it is to be started again with other sockets: not because it is
   * slow, but because it made other sockets than it was told to.
   * @param pid of the kernel; @param words the last that the process said
   */
  async silent(pid: number | undefined, words: string): Promise<string | undefined> {
    if (pid === undefined || !this.#mayFallBack || this.#anyEndpoint("-")) return undefined;
    const elsewhere =
      // Some kernels take the path for a host: they join it with a port as TCP has it, or listen on port 1 to 5.
      this.#anyEndpoint(":") ||
      SOCKET_ERROR.test(words) ||
      (await listensOn(pid, endpointNumbers(this.#connection)));
    return elsewhere && this.#mayFallBack ? this.#fallBack() : undefined;
  }

  /** The kernel has not answered for very long and has made no socket: the next start is tried over TCP. */
  giveUpIpc(): boolean {
    if (!this.#mayFallBack || this.#anyEndpoint("-")) return false;
    this.#fellBack = true;
    return true;
  }

  /** The kernel answers. Returns what is to be said about its sockets, once; it is remembered. */
  async works(): Promise<string | undefined> {
    this.#clashes = 0;
    if (!this.#fellBack || this.#told || wantsTcp(this.launch)) return undefined;
    this.#told = true;
    const { tcpMemory, name } = this.launch;
    if (tcpMemory !== undefined) {
      try {
        await mkdir(path.dirname(tcpMemory), { recursive: true, mode: 0o700 });
        await writeFile(tcpMemory, `${name}\n`, { mode: 0o600 });
      } catch (error) {
        console.error("that a kernel cannot do ipc was not noted:", (error as Error).message);
      }
    }
    if (!this.isOpen)
      return `${name} cannot use Unix sockets. From now on it is reached over TCP on 127.0.0.1, encrypted.`;
    return `${name} cannot use Unix sockets. From now on it is reached over TCP on 127.0.0.1, where other users of this machine can see its output.`;
  }

  get #mayFallBack(): boolean {
    const { transport, kernel } = this.launch;
    return (
      this.#connection.transport === "ipc" &&
      !this.#fellBack &&
      transport === undefined &&
      !isBuiltIn(kernel.argv)
    );
  }

  #fallBack(): string {
    this.#fellBack = true;
    return `${this.launch.name} did not start with Unix sockets: it is started again over TCP on 127.0.0.1.`;
  }

  #anyEndpoint(separator: "-" | ":"): boolean {
    const { ip } = this.#connection;
    return endpointNumbers(this.#connection).some((number) => existsSync(`${ip}${separator}${number}`));
  }
}

/** @param encrypt where the kernel can */
function choose(
  launch: LaunchFile,
  socketFolder: string | null,
  tcp: boolean,
  encrypt: boolean,
): Promise<ConnectionInfo> {
  const folder = tcp || wantsTcp(launch) ? null : socketFolder;
  const curve = encrypt && launch.kernel.curve === true && launch.transport !== "open tcp";
  return chooseConnection(launch.session, launch.name, folder, curve);
}

/** Whether TCP was asked for, or is known to be what the kernel needs. */
function wantsTcp({ transport, tcpMemory }: LaunchFile): boolean {
  if (transport !== undefined) return transport !== "ipc";
  return tcpMemory !== undefined && existsSync(tcpMemory);
}

function endpointNumbers(connection: ConnectionInfo): number[] {
  const { shell_port, iopub_port, stdin_port, control_port, hb_port } = connection;
  return [shell_port, iopub_port, stdin_port, control_port, hb_port];
}

/** The kernels that come with this host can do ipc: what ends them at the start is something else. */
function isBuiltIn(argv: readonly string[]): boolean {
  const [host = "", script = ""] = [process.argv[1], argv[1]];
  return argv[0] === process.execPath && path.dirname(script) === path.dirname(host);
}
