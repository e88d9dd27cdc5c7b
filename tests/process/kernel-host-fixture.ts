/** A real kernel-host on a real kernel, in a folder of its own, and clients that speak the attach protocol with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, mkdtemp, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import * as v from "valibot";
import { prove, randomHex, verifyProof } from "../../preload/contract/challenge";
import { type Channel, ChannelPipe } from "../../preload/contract/channel-pipe";
import {
  decodeFrame,
  encodeFrame,
  FrameReader,
  type PipeHeader,
  pipeHeader,
} from "../../preload/contract/frames";
import type { KernelPrompt, KernelStatus } from "../../preload/contract/kernel-state";
import type { LogRecord, LogRecordOf } from "../../preload/contract/records";
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
import {
  type HostFile,
  hostFile,
  type KernelFile,
  kernelFile,
  type LaunchFile,
  SESSION_MARK,
} from "../../preload/contract/session-files";

/** Tests and benches run in the repository's root. */
const repository = process.cwd();
export const hostProgram = path.join(repository, "out/kernel-host/host.js");
/** The Python of the tests' environment, with ipykernel inside. */
export const python = process.env["TANDEM_TEST_PYTHON"] ?? "python3";

/** argv of an ipykernel as its own kernelspec has it. */
export const ipykernel = [
  python,
  "-Xfrozen_modules=off",
  "-m",
  "ipykernel_launcher",
  "-f",
  "{connection_file}",
];
/** Programs that tests run as kernels or beside them. */
export const fixture = (name: string) => path.join(repository, "tests/process/fixtures", name);

/** How long a condition may take to come true, in ms. */
const PATIENCE_MS = 30_000;

/**
 * Resolves with the first value of `look` that is not undefined or false.
 * @throws Error naming `what` when it takes too long
 */
export async function until<T>(
  what: string | (() => string),
  look: () => T | undefined | false | Promise<T | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  for (const end = performance.now() + patienceMs; performance.now() < end; ) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error(`waited in vain for ${typeof what === "string" ? what : what()}`);
}

/** Processes that carry the session's mark and are not zombies. */
export async function markedPids(session: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const environment = await readFile(`/proc/${name}/environ`, "latin1").catch(() => "");
    if (environment.split("\0").includes(`${SESSION_MARK}=${session}`)) found.push(Number(name));
  }
  return found;
}

/** Whether a process is there and not a zombie. */
export function isAlive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return false;
  }
}

export interface HostOptions {
  argv?: string[];
  env?: Record<string, string>;
  cwd?: string;
  interruptMode?: "signal" | "message";
  /** Environment of the host itself, beside the test's own. */
  hostEnv?: Record<string, string>;
  limits?: LaunchFile["limits"];
  restart?: LaunchFile["restart"];
  /** "--adopt" or "--closed". */
  mode?: "--adopt" | "--closed";
  /** False: sockets over TCP. */
  sockets?: boolean;
}

export class TestHost {
  readonly session = `t${randomUUID().slice(0, 8)}`;
  process!: ChildProcess;
  #launched = false;
  file!: HostFile;
  readonly clients: TestClient[] = [];

  private constructor(readonly root: string) {}

  /** Starts a host; resolves when it serves its attach socket. */
  static async start(options: HostOptions = {}): Promise<TestHost> {
    const host = await TestHost.prepare(options);
    await host.launch(options);
    return host;
  }

  /** Makes the folders and files of a session, but starts nothing. */
  static async prepare(options: HostOptions = {}): Promise<TestHost> {
    const host = new TestHost(await mkdtemp(path.join(tmpdir(), "tandem-host-")));
    await host.#prepare(options);
    return host;
  }

  get folder(): string {
    return path.join(this.root, "session");
  }

  get connectionFile(): string {
    return path.join(this.root, "runtime", `kernel-${this.session}.json`);
  }

  async readKernelFile(): Promise<KernelFile> {
    return v.parse(kernelFile, JSON.parse(await readFile(path.join(this.folder, "kernel.json"), "utf8")));
  }

  async key(): Promise<string> {
    return readFile(path.join(this.folder, "key"), "utf8");
  }

  /** Resolves with the host's exit code. */
  async exited(): Promise<number | null> {
    await until("the host's exit", () => this.process.exitCode !== null || this.process.signalCode !== null);
    return this.process.exitCode;
  }

  async log(): Promise<string> {
    return readFile(path.join(this.folder, "host.log"), "utf8");
  }

  async attach(name = "test"): Promise<TestClient> {
    const client = await TestClient.attach(this, name, await this.key());
    this.clients.push(client);
    return client;
  }

  /** Ends host and kernel, and proves that nothing is left and that the host did not crash. */
  async dispose(): Promise<void> {
    for (const client of this.clients) client.dispose();
    await this.stop();
    const left = await markedPids(this.session);
    for (const pid of left) process.kill(pid, "SIGKILL");
    const crash = this.#launched && this.process.signalCode;
    const log = crash ? await this.log() : "";
    await rm(this.root, { recursive: true, force: true });
    if (crash) throw new Error(`the host was ended by ${crash}: ${log}`);
    if (left.length > 0) throw new Error(`processes were left behind: ${left.join(", ")}`);
  }

  /** Ends the host alone, as a crash does. */
  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await until("the host's end", () => this.process.signalCode !== null);
    for (const client of this.clients) client.dispose();
  }

  /** Kills the host and starts another on the session; resolves with a client that follows it. */
  async replace(options: HostOptions = {}): Promise<TestClient> {
    await this.kill();
    await this.launch(options);
    return (await this.attach("next")).follow();
  }

  /** Asks the host to end, as a system does that shuts down. */
  async stop(): Promise<void> {
    if (!this.#launched || this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill("SIGCONT");
    this.process.kill("SIGTERM");
    await this.exited();
  }

  async #prepare(options: HostOptions): Promise<void> {
    for (const name of ["session", "runtime", "sockets", "work"]) {
      await mkdir(path.join(this.root, name), { mode: 0o700 });
    }
    const launch: LaunchFile = {
      session: this.session,
      name: "Test kernel",
      kernel: {
        argv: options.argv ?? ipykernel,
        resourceDir: "",
        env: options.env ?? {},
        interruptMode: options.interruptMode ?? "signal",
        language: "python",
      },
      cwd: options.cwd ?? path.join(this.root, "work"),
      socketFolder: options.sockets === false ? null : path.join(this.root, "sockets"),
      runtimeFolder: path.join(this.root, "runtime"),
      ...(options.limits === undefined ? {} : { limits: options.limits }),
      ...(options.restart === undefined ? {} : { restart: options.restart }),
    };
    await writeFile(path.join(this.folder, "launch.json"), JSON.stringify(launch), { mode: 0o600 });
    await writeFile(path.join(this.folder, "key"), randomHex(), { mode: 0o600 });
    // Kernels write their history and settings here, not into the home folder of whoever runs the tests.
    await mkdir(path.join(this.root, "ipython"));
  }

  /** Starts a host on the session's folder; resolves when it serves its attach socket. */
  async launch(options: HostOptions = {}): Promise<void> {
    await rm(path.join(this.folder, "host.json"), { force: true });
    const log = await open(path.join(this.folder, "host.log"), "a");
    const program = process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath;
    this.#launched = true;
    const mode = options.mode === undefined ? [] : [options.mode];
    this.process = spawn(program, [hostProgram, this.folder, ...mode], {
      detached: true,
      stdio: ["ignore", "ignore", log.fd],
      env: {
        ...process.env,
        ELECTRON_RUN_AS_NODE: "1",
        IPYTHONDIR: path.join(this.root, "ipython"),
        ...options.hostEnv,
      },
    });
    await log.close();
    this.file = await until("host.json", async () => {
      if (this.process.exitCode !== null) throw new Error(`the host ended: ${await this.log()}`);
      const text = await readFile(path.join(this.folder, "host.json"), "utf8").catch(() => undefined);
      return text !== undefined && v.parse(hostFile, JSON.parse(text));
    });
  }
}

/** What a client has to know to attach to a host. */
export interface HostAddress {
  readonly session: string;
  readonly file: HostFile;
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
    reader: FrameReader,
  ) {
    this.pipe = new ChannelPipe({ send: (frame) => socket.write(frame) });
    socket.on("data", (chunk) => {
      for (const frame of reader.push(chunk)) this.pipe.receive(frame);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      this.closed = true;
      this.pipe.close("the host is gone");
    });
  }

  /**
   * Connects and proves the key.
   * @throws Error with the host's reason when it refuses
   */
  static async attach(host: HostAddress, name: string, key: string): Promise<TestClient> {
    const socket = connectTo(host.file);
    const reader = new FrameReader();
    try {
      await openPipe(socket, reader, key);
    } catch (error) {
      socket.destroy();
      throw error;
    }
    return new TestClient(host, name, socket, reader);
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
  async send(code: string): Promise<string> {
    const answer = await this.shell({ type: "execute_request", code });
    if (answer.type !== "accepted") throw new Error(`not accepted: ${JSON.stringify(answer)}`);
    return answer.id;
  }

  /** Sends code and resolves when it has ended. */
  async run(code: string, patienceMs?: number): Promise<LogRecordOf<"request_end">> {
    return this.end(await this.send(code), patienceMs);
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

/** A bare connection to a host. */
export function connectTo(file: HostFile): Socket {
  return file.attach.kind === "socket" ? connect(file.attach.path) : connect(file.attach.port, "127.0.0.1");
}

/**
 * The client's side of the opening, until the host's welcome.
 * @param trusting does not look at the host's proof, so that a wrong key comes as far as the host
 */
export async function openPipe(
  socket: Socket,
  reader: FrameReader,
  key: string,
  trusting = false,
): Promise<void> {
  const frames: Uint8Array[] = [];
  let failed: Error | undefined;
  let wake = () => {};
  const take = (chunk: Buffer) => {
    frames.push(...reader.push(chunk));
    wake();
  };
  const fail = (error?: unknown) => {
    failed = error instanceof Error ? error : new Error("the host closed the connection");
    wake();
  };
  socket.on("data", take).once("error", fail).once("close", fail);
  const next = async (): Promise<PipeHeader> => {
    while (frames.length === 0 && !failed) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const frame = frames.shift();
    if (!frame) throw failed ?? new Error("no frame");
    const header = v.parse(pipeHeader, decodeFrame(frame).header);
    if (header.t === "refused") throw new Error(header.reason);
    return header;
  };
  try {
    const nonce = randomHex();
    socket.write(encodeFrame(0, { t: "hello", protocol: [1, 1], build: "test", nonce }));
    const challenge = await next();
    if (challenge.t !== "challenge") throw new Error(`${challenge.t} instead of a challenge`);
    if (!trusting && !(await verifyProof(key, "host", nonce, challenge.nonce, challenge.proof))) {
      throw new Error("the host's proof is wrong");
    }
    socket.write(encodeFrame(0, { t: "proof", proof: await prove(key, "client", nonce, challenge.nonce) }));
    const welcome = await next();
    if (welcome.t !== "welcome") throw new Error(`${welcome.t} instead of welcome`);
  } finally {
    socket.off("data", take).off("error", fail).off("close", fail);
  }
}
