/** The plain Python kernel for tests: started on any interpreter, and asked in short. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import type { Message } from "../../kernel-host/wire/message";
import { type Kernel, kernels, type RunningKernel, startKernel } from "./conformance/kernels";
import { executeDefaults, plain, printed } from "./conformance/wire-client";

export const python = process.env["TANDEM_TEST_PYTHON"] ?? "python3";

/** @param env additions to the environment of kernel and interpreter */
export function pythonKernel(interpreter = python, env: Readonly<Record<string, string>> = {}): Kernel {
  const [node = "", program = ""] = kernels.python.argv;
  return { ...kernels.python, argv: [node, program, interpreter, "{connection_file}"], env };
}

/** Starts the kernel for one test, which ends it. */
export async function startPython(
  interpreter?: string,
  env?: Readonly<Record<string, string>>,
): Promise<Python> {
  const running = await startKernel(pythonKernel(interpreter, env), "ipc");
  onTestFinished(() => running.dispose());
  return new Python(running);
}

/** What came of a piece of code. */
export interface Outcome {
  readonly status: unknown;
  readonly ename: unknown;
  readonly evalue: unknown;
  readonly traceback: string;
  /** text/plain of the result. */
  readonly result: unknown;
  readonly stdout: string;
  readonly stderr: string;
  readonly published: readonly Message[];
  readonly reply: Message;
}

export class Python {
  constructor(readonly running: RunningKernel) {}

  get client() {
    return this.running.client;
  }

  /** Runs code to its end. `answers` are given to its questions, one after the other. */
  async run(
    code: string,
    options: { answers?: string[]; file?: string; line?: number; patience?: number } = {},
  ) {
    const { answers, file, line = 1, patience = 20_000 } = options;
    const content = { ...executeDefaults, code, allow_stdin: answers !== undefined };
    const metadata = file === undefined ? {} : { tandem: { origin: { file, line } } };
    const asked = this.client.heard.stdin.length;
    const request = await this.client.send("shell", "execute_request", content, { metadata });
    for (const [index, value] of (answers ?? []).entries()) {
      await this.client.until("a question", () => this.client.heard.stdin[asked + index], patience);
      await this.client.send("stdin", "input_reply", { value });
    }
    return this.outcomeOf(request, patience);
  }

  async outcomeOf(request: Message, patience = 20_000): Promise<Outcome> {
    const isOurs = (message: Message) => message.parent?.msg_id === request.header.msg_id;
    const reply = await this.client.until("the reply", () => this.client.heard.shell.find(isOurs), patience);
    await this.client.idleOf(request);
    const published = this.client.publishedOf(request);
    const result = published.find(({ header }) => header.msg_type === "execute_result");
    const { status, ename, evalue, traceback } = reply.content;
    return {
      ...{ status, ename, evalue, published, reply },
      traceback: Array.isArray(traceback) ? plain(traceback.join("\n")) : "",
      result: (result?.content["data"] as Record<string, unknown> | undefined)?.["text/plain"],
      stdout: printed(published),
      stderr: plain(printed(published, "stderr")),
    };
  }

  /** Sends code without waiting for its end; resolves when it has printed `sign`. */
  async begin(code: string, sign: string): Promise<Message> {
    const request = await this.client.send("shell", "execute_request", { ...executeDefaults, code });
    await this.client.until(sign, () =>
      printed(this.client.publishedOf(request)).includes(sign) ? true : undefined,
    );
    return request;
  }

  async interrupt(): Promise<void> {
    await this.client.ask("interrupt_request", {}, { channel: "control" });
  }

  /** What completions put in place of the text before the cursor; `|` marks the cursor. */
  async complete(text: string): Promise<string[]> {
    const [before = "", after = ""] = text.split("|");
    const { reply } = await this.client.ask("complete_request", {
      code: before + after,
      cursor_pos: [...before].length,
    });
    const { matches, cursor_start: start } = reply.content as { matches: string[]; cursor_start: number };
    return matches.map((match) => [...before].slice(0, start).join("") + match);
  }

  async isComplete(code: string): Promise<string> {
    const { reply } = await this.client.ask("is_complete_request", { code });
    const { status, indent } = reply.content as { status: string; indent?: string };
    return indent === undefined ? status : `${status} ${JSON.stringify(indent)}`;
  }
}

/** Types of what was published, status and execute_input left out, stream text in its place. */
export function story(published: readonly Message[]): string[] {
  const told: string[] = [];
  for (const { header, content } of published) {
    if (header.msg_type === "status" || header.msg_type === "execute_input") continue;
    const name = header.msg_type === "stream" ? `${content["name"]}: ` : header.msg_type;
    const last = told.at(-1);
    if (header.msg_type !== "stream") told.push(name);
    else if (last?.startsWith(name)) told[told.length - 1] = last + String(content["text"]);
    else told.push(name + String(content["text"]));
  }
  return told;
}

export interface FoundPython {
  readonly name: string;
  readonly program: string;
  readonly version: readonly number[];
}

/** Interpreters on this machine: the tests' own, those on PATH, pyenv's, and PyPy. */
export function findPythons(): FoundPython[] {
  const found = new Map<string, FoundPython>();
  for (const program of candidates()) {
    try {
      const ask =
        "import sys; print(sys.version_info[0], sys.version_info[1], sys.version_info[2], hasattr(sys, 'pypy_version_info'))";
      const words = execFileSync(program, ["-c", ask], { stdio: ["ignore", "pipe", "ignore"] })
        .toString()
        .trim();
      const [major, minor, patch, pypy] = words.split(" ");
      const name = `${pypy === "True" ? "PyPy" : "CPython"} ${major}.${minor}.${patch}`;
      if (!found.has(name)) found.set(name, { name, program, version: [Number(major), Number(minor)] });
    } catch {
      // not a Python that runs
    }
  }
  return [...found.values()].sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }));
}

function candidates(): string[] {
  const pyenv = path.join(process.env["PYENV_ROOT"] ?? path.join(os.homedir(), ".pyenv"), "versions");
  const versions = existsSync(pyenv) ? readdirSync(pyenv) : [];
  const names = [
    "python3",
    "/usr/bin/python3",
    "pypy3",
    ...[8, 9, 10, 11, 12, 13, 14].map((n) => `python3.${n}`),
  ];
  const own = process.env["TANDEM_TEST_PYPY"];
  return [
    ...(process.env["TANDEM_TEST_PYTHON"] ? [realpathSync(python)] : []),
    ...(own ? [own] : []),
    ...versions.map((version) => path.join(pyenv, version, "bin/python")),
    ...names,
  ];
}
