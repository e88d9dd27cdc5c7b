/** The command line in a profile of its own: run to its end, or on a terminal with a keyboard and a screen. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as v from "valibot";
import { startTimeOf } from "../../kernel-host/door/processes";
import { hostFile } from "../../kernel-host/door/session-files";
import { stripAnsi } from "../../preload/transcript/terminal";
import { isAlive, markedPids } from "./processes";
import { fixture } from "./programs";
import { until } from "./until";

const program = path.resolve(import.meta.dirname, "../../out/cli/tandem.js");

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly input?: string;
  readonly env?: Record<string, string>;
  /** The binary that runs the program instead of this Node. */
  readonly binary?: string;
}

export class CliProfile {
  readonly #children = new Set<ChildProcessWithoutNullStreams>();

  private constructor(readonly root: string) {}

  static async make(): Promise<CliProfile> {
    const root = await realpath(await mkdtemp(path.join(tmpdir(), "tandem-cli-")));
    for (const name of ["work", "ipython"]) await mkdir(path.join(root, name));
    return new CliProfile(root);
  }

  get sessions(): string {
    return path.join(this.root, "profile/sessions");
  }

  get work(): string {
    return path.join(this.root, "work");
  }

  /** Writes a script into the working folder. */
  async script(name: string, text: string): Promise<void> {
    await writeFile(path.join(this.work, name), text);
  }

  /** Starts the command line; its first argument is the command. */
  start(args: readonly string[], { env = {}, binary = process.execPath }: RunOptions = {}) {
    return this.#spawn(binary, this.#arguments(args), env);
  }

  /** Runs it to its end. */
  async run(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
    const child = this.start(args, options);
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.stdin.end(options.input ?? "");
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, stdout, stderr };
  }

  /** Runs it on a terminal. */
  terminal(args: readonly string[], columns = 80): Terminal {
    const argv = [fixture("terminal.py"), String(columns), "24", process.execPath, ...this.#arguments(args)];
    return new Terminal(this.#spawn("python3", argv, { TERM: "xterm" }));
  }

  /** The ids of the profile's sessions. */
  ids(): Promise<string[]> {
    return readdir(this.sessions).catch(() => []);
  }

  /** Ends what still runs, and proves that nothing is left. */
  async dispose(): Promise<void> {
    for (const child of this.#children) child.kill("SIGKILL");
    const ids = await this.ids();
    for (const id of ids) await this.run(["stop", id]);
    // Hosts that serve a closed session's log stay a while after their last reader.
    for (const id of ids) await this.#endHost(id);
    const left = (await Promise.all(ids.map(markedPids))).flat();
    for (const pid of left) process.kill(pid, "SIGKILL");
    await rm(this.root, { recursive: true, force: true });
    if (left.length > 0) throw new Error(`processes were left behind: ${left.join(", ")}`);
  }

  /** Kills the host of a session; its kernel goes on. */
  async killHost(id: string): Promise<void> {
    await this.#endHost(id, "SIGKILL");
  }

  async #endHost(id: string, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    const text = await readFile(path.join(this.sessions, id, "host.json"), "utf8").catch(() => "{}");
    const found = v.safeParse(hostFile, JSON.parse(text));
    if (!found.success || (await startTimeOf(found.output.pid)) !== found.output.startTime) return;
    process.kill(found.output.pid, signal);
    await until("the end of a host", () => !isAlive(found.output.pid));
  }

  #arguments(args: readonly string[]): string[] {
    return [program, `--user-data-dir=${path.join(this.root, "profile")}`, ...args];
  }

  #spawn(binary: string, args: readonly string[], env: Record<string, string>) {
    const { NO_COLOR: _no, FORCE_COLOR: _force, ...own } = process.env;
    const child = spawn(binary, args, {
      cwd: this.work,
      env: {
        ...own,
        ELECTRON_RUN_AS_NODE: "1",
        XDG_STATE_HOME: path.join(this.root, "state"),
        IPYTHONDIR: path.join(this.root, "ipython"),
        ...env,
      },
    });
    this.#children.add(child);
    child.once("close", () => this.#children.delete(child));
    return child;
  }
}

/** A person at a terminal. */
export class Terminal {
  /** Everything that came to the screen, as it came. */
  raw = "";
  #code: number | null | undefined;

  constructor(private readonly child: ChildProcessWithoutNullStreams) {
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      this.raw += text;
    });
    child.once("close", (code) => {
      this.#code = code;
    });
  }

  /** What a person can read on it, cursor movements carried out. */
  get text(): string {
    return stripAnsi(this.raw);
  }

  type(keys: string): void {
    this.child.stdin.write(keys);
  }

  /** Waits until the screen shows this. */
  async shows(what: string | RegExp): Promise<void> {
    const there = () => (typeof what === "string" ? this.text.includes(what) : what.test(this.text));
    await until(() => `${what} on the terminal, which shows:\n${this.text}`, there);
  }

  /** Waits for its end; resolves with the exit code. */
  async ended(): Promise<number | null> {
    await until(
      () => `the end of the command; the terminal shows:\n${this.text}`,
      () => this.#code !== undefined,
    );
    return this.#code as number | null;
  }

  /** The connection to it breaks. */
  hangUp(): void {
    this.child.stdin.end();
  }
}

/** Keys. */
export const ENTER = "\r";
export const CTRL_C = "\x03";
export const CTRL_D = "\x04";
