/** A real kernel-host on a real kernel, in a folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as v from "valibot";
import {
  type HostFile,
  hostFile,
  type KernelFile,
  kernelFile,
  type LaunchFile,
} from "../../kernel-host/door/session-files";
import { randomHex } from "../../preload/contract/challenge";
import { TestClient } from "./attached-client";
import { markedPids } from "./processes";
import { hostProgram, ipykernel } from "./programs";
import { until } from "./until";

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
  /** The kernel says that it encrypts. */
  curve?: true;
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
        ...(options.curve && { curve: true }),
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
