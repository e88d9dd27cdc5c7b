/**
 * debugpy's adapter, a process that a debugged interpreter starts, spoken to over TCP (Debug Adapter Protocol): the debugger
 * of plain Python, of a program that is attached to, and of the processes that these start. What clients send as
 * debug_request goes there; its events go to all as debug_event, as ipykernel has it.
 */
import { createConnection, type Socket } from "node:net";
import type { Json } from "../wire/message";

/** Longest message of the adapter that is read, in bytes; what is longer ends the connection. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_HEADER = 1024;
const CONNECT_MS = 10_000;
const INITIALIZED_MS = 20_000;

export interface DebugAdapterOptions {
  /**
   * Where debugpy's adapter listens; has it started where it is not.
   * @param processes what the program starts is to wait for a debugger of its own
   * @throws Error with a sentence
   */
  readonly listen: (processes: boolean) => Promise<{ readonly host: string; readonly port: number }>;
  readonly publish: (event: Json) => void;
  /** Folder of the kernel's own files: their frames are nobody's business. Undefined: there are none. */
  readonly ownFolder?: string;
  /** Goes with every attach. */
  readonly attach?: Json;
  /** The program has not begun, and does so only with configurationDone: what comes before it is known from its first line on. */
  readonly waits?: boolean;
  /** The connection is gone, and nobody here has ended it. */
  readonly lost?: () => void;
}

interface Pending {
  readonly command: string;
  readonly resolve: (reply: Json) => void;
}

export class DebugAdapter {
  #socket: Promise<Socket> | undefined;
  #seq = 0;
  readonly #pending = new Map<number, Pending>();
  #initialized: (() => void) | undefined;
  #started = false;
  readonly #stopped = new Set<number>();
  /** The connection is ended from here. */
  #leaving = false;

  constructor(private readonly options: DebugAdapterOptions) {}

  /** Answers the content of a debug_request with that of its debug_reply. */
  async request(content: Json): Promise<Json> {
    const { command, arguments: given } = content;
    const name = typeof command === "string" ? command : "";
    const answer = (reply: Json): Json => ({
      type: "response",
      command: name,
      request_seq: content["seq"],
      success: true,
      ...reply,
    });
    const args = typeof given === "object" && given !== null ? (given as Json) : {};
    try {
      switch (name) {
        case "debugInfo":
          return answer({ body: { isStarted: this.#started, stoppedThreads: [...this.#stopped] } });
        case "initialize":
          await this.connect(args["subProcess"] === true);
          return answer(await this.#ask(name, args));
        case "attach":
          return answer(await this.#attach(args));
        case "configurationDone":
          return answer(this.options.waits && this.#started ? await this.#ask(name, {}) : {});
        case "disconnect":
          this.#leaving = true;
          return answer(await this.#ask(name, args));
        default:
          if (!this.#socket) return answer({ success: false, message: "The debugger was not started." });
          return answer(this.#withoutOwnFrames(name, await this.#ask(name, args)));
      }
    } catch (error) {
      return answer({ success: false, message: error instanceof Error ? error.message : String(error) });
    }
  }

  /** A thread stands still. */
  get holds(): boolean {
    return this.#stopped.size > 0;
  }

  /** Resolves once the adapter is reached. @throws Error with a sentence */
  async connect(processes = false): Promise<void> {
    this.#socket ??= this.#connect(processes);
    await this.#socket;
  }

  /** Lets go of the program, which runs on; resolves when its debugger has said so, or after `limitMs`. */
  async leave(limitMs: number): Promise<void> {
    if (!this.#socket) return;
    this.#leaving = true;
    const late = new Promise((resolve) => setTimeout(resolve, limitMs).unref());
    await Promise.race([this.#ask("disconnect", { terminateDebuggee: false }).catch(() => {}), late]);
    this.dispose();
  }

  dispose(): void {
    this.#socket?.then((socket) => socket.destroy()).catch(() => {});
  }

  /** The answer to attach comes only after configurationDone, which is due after the event `initialized`. */
  async #attach(args: Json): Promise<Json> {
    if (!this.#socket) return { success: false, message: "The debugger was not started." };
    let timer: NodeJS.Timeout | undefined;
    const initialized = new Promise<void>((resolve, reject) => {
      this.#initialized = resolve;
      timer = setTimeout(() => reject(new Error("The debugger did not start in time.")), INITIALIZED_MS);
    }).finally(() => clearTimeout(timer));
    const { ownFolder, attach } = this.options;
    const rules = [
      // What was typed into the shell is the user's own; debugpy takes such names for a library's.
      { path: "<cell *>", include: true },
      ...(ownFolder === undefined ? [] : [{ path: `${ownFolder}/**`, include: false }]),
    ];
    const attached = this.#ask("attach", { ...args, ...attach, rules });
    // One that refuses says so at once, and never that it is initialized.
    const refused = attached.then((reply) => (reply["success"] === true ? undefined : reply));
    const reply = await Promise.race([initialized.then(() => undefined), refused]);
    if (reply) return reply;
    this.#started = true;
    if (this.options.waits) return { success: true };
    await this.#ask("configurationDone", {});
    return attached;
  }

  async #ask(command: string, args: Json): Promise<Json> {
    const socket = await this.#socket;
    if (!socket) throw new Error("The debugger was not started.");
    const seq = ++this.#seq;
    const message = Buffer.from(JSON.stringify({ seq, type: "request", command, arguments: args }));
    return new Promise((resolve) => {
      this.#pending.set(seq, { command, resolve });
      socket.write(`Content-Length: ${message.byteLength}\r\n\r\n`);
      socket.write(message);
    });
  }

  #withoutOwnFrames(command: string, reply: Json): Json {
    const { ownFolder } = this.options;
    const body = reply["body"] as { stackFrames?: unknown } | undefined;
    if (ownFolder === undefined || command !== "stackTrace" || !Array.isArray(body?.stackFrames))
      return reply;
    const own = (frame: unknown) => {
      const path = (frame as { source?: { path?: unknown } } | null)?.source?.path;
      return typeof path === "string" && path.startsWith(ownFolder);
    };
    // All that is below the kernel's own first frame has called it.
    const at = body.stackFrames.findIndex(own);
    if (at < 0) return reply;
    const stackFrames = body.stackFrames.slice(0, at);
    return { ...reply, body: { ...body, stackFrames, totalFrames: stackFrames.length } };
  }

  async #connect(processes: boolean): Promise<Socket> {
    try {
      const { host, port } = await this.options.listen(processes);
      const socket = createConnection({ host, port, timeout: CONNECT_MS });
      await new Promise<void>((resolve, reject) => {
        socket.once("connect", resolve);
        socket.once("error", reject);
        socket.once("timeout", () => reject(new Error("The debugger cannot be reached.")));
      });
      socket.setTimeout(0);
      socket.setNoDelay(true);
      this.#read(socket);
      return socket;
    } catch (error) {
      this.#socket = undefined;
      throw error;
    }
  }

  #read(socket: Socket): void {
    const frames = new ContentFrames((message) => this.#take(message));
    socket.on("data", (bytes: Buffer) => {
      if (!frames.read(bytes)) socket.destroy();
    });
    socket.on("error", () => {});
    socket.once("close", () => {
      this.#socket = undefined;
      this.#started = false;
      this.#stopped.clear();
      for (const { resolve } of this.#pending.values())
        resolve({ success: false, message: "The debugger is gone." });
      this.#pending.clear();
      this.options.publish({ type: "event", event: "terminated" });
      if (!this.#leaving) this.options.lost?.();
      this.#leaving = false;
    });
  }

  #take(message: Json): void {
    if (message["type"] === "response") {
      const seq = Number(message["request_seq"]);
      const pending = this.#pending.get(seq);
      this.#pending.delete(seq);
      const { success, message: said, body } = message;
      pending?.resolve({
        success: success === true,
        ...(said === undefined ? {} : { message: said }),
        ...(body === undefined ? {} : { body }),
      });
      return;
    }
    if (message["type"] !== "event") return;
    const thread = (message["body"] as { threadId?: unknown } | undefined)?.threadId;
    if (message["event"] === "initialized") this.#initialized?.();
    // The adapter outlives its program for a while.
    else if (message["event"] === "terminated" && this.options.lost) return this.dispose();
    else if (message["event"] === "stopped" && typeof thread === "number") this.#stopped.add(thread);
    else if (message["event"] === "continued") this.#stopped.clear();
    this.options.publish(message);
  }
}

/** Messages behind headers `Content-Length`, as DAP has them. */
class ContentFrames {
  #bytes: Buffer[] = [];
  #length = 0;

  constructor(private readonly take: (message: Json) => void) {}

  /** False: it is not what it should be. */
  read(bytes: Buffer): boolean {
    this.#bytes.push(bytes);
    this.#length += bytes.byteLength;
    if (this.#length > MOST_BYTES) return false;
    for (;;) {
      const head = this.#joined(MOST_HEADER);
      const end = head.indexOf("\r\n\r\n");
      if (end < 0) return head.byteLength < MOST_HEADER;
      const length = Number(/Content-Length: (\d{1,9})/i.exec(head.toString("latin1", 0, end))?.[1]);
      if (!(length <= MOST_BYTES)) return false;
      if (this.#length < end + 4 + length) return true;
      const all = this.#joined(this.#length);
      const text = all.toString("utf8", end + 4, end + 4 + length);
      const rest = all.subarray(end + 4 + length);
      this.#bytes = rest.byteLength === 0 ? [] : [rest];
      this.#length = rest.byteLength;
      try {
        this.take(JSON.parse(text) as Json);
      } catch (error) {
        console.error("the debugger sent something unreadable:", error);
      }
      if (this.#length === 0) return true;
    }
  }

  /** At least so many of the first bytes, where there are so many: chunks are put together only when they are needed. */
  #joined(least: number): Buffer {
    const [first] = this.#bytes;
    if (this.#bytes.length > 1 && (first?.byteLength ?? 0) < least)
      this.#bytes = [Buffer.concat(this.#bytes, this.#length)];
    return this.#bytes[0] ?? Buffer.alloc(0);
  }
}
