/** A real host whose kernel's debugger is asked as a window asks it. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { afterEach, expect } from "vitest";
import {
  type BreakpointSet,
  type DebuggerAnswer,
  type DebuggerState,
  debuggerToClient,
  NO_BREAKPOINTS,
} from "../../preload/contract/debugging";
import type { TestClient } from "./attached-client";
import { ipykernel6 } from "./conformance/kernels";
import { type HostOptions, TestHost } from "./kernel-host-fixture";
import { hostProgram, python } from "./programs";
import { until } from "./until";

/** The plain Python kernel. */
export const plain: HostOptions = {
  argv: [
    process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath,
    path.join(path.dirname(hostProgram), "python-kernel.js"),
    python,
    "{connection_file}",
  ],
  env: { ELECTRON_RUN_AS_NODE: "1" },
  interruptMode: "message",
};
/** What files of the tests have from line 3 on. */
export const CODE = [
  "def total(values):",
  "    result = 0",
  "    for value in values:",
  "        result += value",
  "    return result",
  "",
  "print('answer', total([1, 2, 3]))",
];
export const START_MS = 60_000;

/** One client's debugger. */
export class Debugger {
  state: DebuggerState | undefined;
  readonly #answers = new Map<string, DebuggerAnswer>();
  readonly #channel;

  constructor(readonly client: TestClient) {
    this.#channel = client.open("debugger");
    this.#channel.onMessage = ({ json }) => {
      const message = v.parse(debuggerToClient, json);
      if (message.type === "state") this.state = message;
      else this.#answers.set(message.id, message);
    };
  }

  async ask(question: { type: string; [field: string]: unknown }): Promise<DebuggerAnswer> {
    const id = randomUUID();
    this.#channel.send({ ...question, id });
    return until(`an answer to ${question.type}`, () => this.#answers.get(id), START_MS);
  }

  /** The next stop after that of this number. */
  async stop(after = 0) {
    return until(
      () => `a stop after ${after}; the debugger is ${JSON.stringify(this.state)}`,
      () => ((this.state?.stopped?.number ?? 0) > after ? (this.state?.stopped ?? undefined) : undefined),
      START_MS,
    );
  }

  async values(reference: number): Promise<Readonly<Record<string, string>>> {
    const answer = await this.ask({ type: "children", reference });
    if (answer.type !== "children") throw new Error(JSON.stringify(answer));
    return Object.fromEntries(answer.children.map(({ name, value }) => [name, value]));
  }
}

/** Questions on a channel whose answers have their id. */
export class Asked {
  readonly #answers = new Map<string, unknown>();
  readonly #channel;

  constructor(client: TestClient, name: "variables" | "data") {
    this.#channel = client.open(name);
    this.#channel.onMessage = ({ json }) => {
      if (typeof json === "object" && json !== null && "id" in json) this.#answers.set(String(json.id), json);
    };
  }

  async ask(question: { type: string; [field: string]: unknown }): Promise<unknown> {
    const id = randomUUID();
    this.#channel.send({ ...question, id } as never);
    return until(`an answer to ${question.type}`, () => this.#answers.get(id), START_MS);
  }
}

let host: TestHost | undefined;
afterEach(async () => {
  await host?.dispose();
  host = undefined;
});

/** Starts a host, which is disposed of after the test. */
export async function startHost(options: HostOptions): Promise<TestHost> {
  host = await TestHost.start(options);
  return host;
}

/** A host whose kernel is idle, and a file whose lines 3 to 9 are the code, with a breakpoint in its loop. */
export async function prepared(
  options: HostOptions,
  more: Partial<BreakpointSet["files"][number]["breakpoints"][number]> = {},
) {
  const host = await startHost(options);
  const client = (await host.attach()).follow();
  await client.state("idle");
  const file = path.join(host.root, "süm.py");
  await writeFile(file, ["# a file", "", ...CODE, ""].join("\n"));
  const breakpoint = { line: 6, text: "result += value", enabled: true, ...more };
  const set = { ...NO_BREAKPOINTS, files: [{ file, breakpoints: [breakpoint] }] };
  const debug = new Debugger(client);
  expect(await debug.ask({ type: "breakpoints", set })).toMatchObject({ type: "done" });
  const run = async () => {
    const origin = { file, lines: [3, 9] as [number, number] };
    const id = randomUUID();
    const code = CODE.join("\n");
    await client.shell({ type: "execute_request", id, code, origin, debug: true });
    return id;
  };
  return { host, client, debug, file, run, set };
}

/** The kernels whose debuggers are to do the same. */
export const kinds: readonly [string, HostOptions][] = [
  ["ipykernel", {}],
  ...(ipykernel6 === undefined
    ? []
    : [["ipykernel 6", { env: { PYTHONPATH: ipykernel6 } }] as [string, HostOptions]]),
  ["plain Python", plain],
];
