/**
 * What reaches descriptors 1 and 2 past process.stdout and process.stderr: programs that inherit them, and
 * `fs.writeSync(1, …)`. Both are given pipes instead, whose other ends the server's thread reads
 * (`inherited-reader.ts`), so that it stands in the request's streams, in order, while this thread waits or spins.
 *
 * The process's own descriptors stay what they are: the last words of an engine that fails need no reader. So what an
 * addon prints by itself stands in the raw output of the process. (On Windows there are no such pipes, and all of it
 * does.)
 */
import childProcess, { type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { mark } from "../streams/marked-stream";
import { type OutputPipes, outputPipes } from "../streams/output-pipes";
import type { FromUser } from "./thread-messages";

type Function_ = (...args: unknown[]) => unknown;

const WRITES = [
  "write",
  "writeSync",
  "writev",
  "writevSync",
  "writeFile",
  "writeFileSync",
  "appendFile",
  "appendFileSync",
] as const;
const WAITING_STARTS = ["spawnSync", "execFileSync", "execSync"] as const;

const { writeSync } = fs;

export class InheritedOutput {
  readonly #token = randomBytes(8).toString("hex");
  #pipes: OutputPipes | undefined;
  #request = 0;
  #barriers = 0;
  /** A barrier that an interrupt may have cut short. */
  #owed = 0;
  /** Something was written since the last barrier. */
  #written = false;
  /** Programs that have the pipes and have not ended. */
  #programs = 0;

  /** @param tell sends to the server's thread */
  constructor(private readonly tell: (message: FromUser) => void) {}

  /** Puts the pipes in the place of 1 and 2 for all of Node's functions that write to them or pass them on. */
  install(): void {
    if (process.platform === "win32") return;
    const functions = fs as unknown as Record<string, Function_>;
    for (const name of WRITES) {
      replace(
        functions,
        name,
        (original) =>
          (fd, ...rest) =>
            original(this.#descriptor(fd), ...rest),
      );
    }
    // Like process.stdout, they cannot be closed: the next file to be opened would take their number.
    replace(functions, "closeSync", (original) => (fd) => (isOutput(fd) ? undefined : original(fd)));
    replace(functions, "close", (original) => (fd, ...rest) => {
      if (!isOutput(fd)) return original(fd, ...rest);
      const [callback] = rest;
      return typeof callback === "function" ? process.nextTick(callback, null) : undefined;
    });
    this.#replaceStarts();
    syncBuiltinESMExports();
  }

  /** What is written from now on belongs to the request that the server knows by this number. */
  begin(request: number): void {
    this.#request = request;
    if (this.#pipes) this.#mark("r", request);
  }

  /** Has what was written stand before the messages that are sent from now on; to be called before each. */
  settle(): void {
    if (!this.#pipes || (!this.#written && this.#owed === 0 && this.#programs === 0)) return;
    // An interrupt may end this anywhere: then the next call does all of it again, under the same number.
    if (this.#owed === 0) this.#owed = ++this.#barriers;
    this.#written = false;
    this.#mark("m", this.#owed);
    this.tell({ type: "barrier", number: this.#owed });
    this.#owed = 0;
  }

  #replaceStarts(): void {
    const starts = childProcess as unknown as Record<string, Function_>;
    for (const name of WAITING_STARTS) {
      replace(starts, name, (original) => (...args) => {
        try {
          return original(
            ...args.map((arg) => (isOptions(arg) ? { ...arg, stdio: this.#stdio(arg.stdio) } : arg)),
          );
        } finally {
          this.#written = true;
        }
      });
    }
    // Every other way to start a program goes through this one.
    const { prototype } = childProcess.ChildProcess as unknown as { prototype: { spawn: Function_ } };
    const { spawn } = prototype;
    const own = this;
    prototype.spawn = function (this: ChildProcess, options: unknown, ...rest: unknown[]) {
      if (!isOptions(options)) return spawn.call(this, options, ...rest);
      const stdio = own.#stdio(options.stdio);
      const failed = spawn.call(this, { ...options, stdio }, ...rest);
      if (!failed && stdio !== options.stdio) own.#follow(this);
      return failed;
    };
  }

  #follow(program: ChildProcess): void {
    this.#programs++;
    program.once("exit", () => {
      this.#programs--;
      this.#written = true;
    });
  }

  /** The option `stdio` with the pipes for what would be descriptors 1 and 2 of this process. */
  #stdio(stdio: unknown): unknown {
    if (stdio === "inherit") return this.#stdio(["inherit", "inherit", "inherit"]);
    if (!Array.isArray(stdio)) return stdio;
    const shared = stdio.map((entry: unknown, index) => {
      const fd = entry === "inherit" ? index : ((entry as { fd?: unknown } | null)?.fd ?? entry);
      return isOutput(fd) ? this.#descriptor(fd) : entry;
    });
    return shared.every((entry, index) => entry === stdio[index]) ? stdio : shared;
  }

  /** The pipe for descriptor 1 or 2; any other descriptor is given back. */
  #descriptor(fd: unknown): unknown {
    if (!isOutput(fd)) return fd;
    const pipes = this.#open();
    if (!pipes) return fd;
    this.#written = true;
    return pipes[fd === 1 ? "stdout" : "stderr"].writeEnd;
  }

  #open(): OutputPipes | undefined {
    if (this.#pipes) return this.#pipes;
    const pipes = outputPipes();
    if (!pipes) return undefined;
    this.#pipes = pipes;
    this.tell({ type: "pipes", pipes, token: this.#token });
    this.#mark("r", this.#request);
    return pipes;
  }

  #mark(kind: "r" | "m", number: number): void {
    const bytes = mark(this.#token, kind, number);
    for (const pipe of [this.#pipes?.stdout, this.#pipes?.stderr]) if (pipe) writeSync(pipe.writeEnd, bytes);
  }
}

function isOutput(fd: unknown): fd is 1 | 2 {
  return fd === 1 || fd === 2;
}

function isOptions(value: unknown): value is { readonly stdio?: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Puts a function in the place of one of Node's, with what else the original carries (`util.promisify`'s symbols). */
function replace(
  module: Record<string, Function_>,
  name: string,
  make: (original: Function_) => Function_,
): void {
  const original = module[name];
  if (!original) return;
  module[name] = Object.defineProperties(make(original), Object.getOwnPropertyDescriptors(original));
}
