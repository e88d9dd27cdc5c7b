/** The debugger under a real host: the same messages for ipykernel and plain Python, and over a new host. */
import { randomUUID } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import * as v from "valibot";
import { afterEach, describe, expect, test } from "vitest";
import {
  type BreakpointSet,
  type DebuggerAnswer,
  type DebuggerState,
  debuggerToClient,
  NO_BREAKPOINTS,
} from "../../preload/contract/debugging";
import type { TestClient } from "./attached-client";
import { type HostOptions, TestHost } from "./kernel-host-fixture";
import { hostProgram, python } from "./programs";
import { until } from "./until";

const plain: HostOptions = {
  argv: [
    process.env["TANDEM_TEST_ELECTRON"] ?? process.execPath,
    path.join(path.dirname(hostProgram), "python-kernel.js"),
    python,
    "{connection_file}",
  ],
  env: { ELECTRON_RUN_AS_NODE: "1" },
  interruptMode: "message",
};
const CODE = [
  "def total(values):",
  "    result = 0",
  "    for value in values:",
  "        result += value",
  "    return result",
  "",
  "print('answer', total([1, 2, 3]))",
];
const START_MS = 60_000;

/** One client's debugger. */
class Debugger {
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

let host: TestHost | undefined;
afterEach(async () => {
  await host?.dispose();
  host = undefined;
});

/** A host whose kernel is idle, and a file whose lines 3 to 9 are the code, with a breakpoint in its loop. */
async function prepared(
  options: HostOptions,
  more: Partial<BreakpointSet["files"][number]["breakpoints"][number]> = {},
) {
  host = await TestHost.start(options);
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

describe.each([
  ["ipykernel", {}],
  ["plain Python", plain],
] as const)("%s", (_name, options) => {
  test("stops where a condition holds, tells frames and values, steps, evaluates, sets and goes on", async () => {
    const { client, debug, file, run } = await prepared(options, { condition: "value == 2" });
    const id = await run();
    const stop = await debug.stop();
    expect(stop).toMatchObject({ reason: "breakpoint" });
    expect(stop.frames.map(({ name, file: of, line }) => [name, of, line])).toEqual([
      ["total", file, 6],
      ["<module>", file, 9],
    ]);
    expect(client.status).toMatchObject({ state: "waiting for input", stoppedIn: "total" });
    expect(client.prompts.at(-1)).toEqual({ kind: "stopped", text: "total:6> " });
    const frame = stop.frames[0]?.id ?? 0;
    const scopes = await debug.ask({ type: "scopes", frame });
    const reference = scopes.type === "scopes" ? (scopes.scopes[0]?.reference ?? 0) : 0;
    expect(await debug.values(reference)).toMatchObject({ result: "1", value: "2" });

    const evaluated = await debug.ask({
      type: "evaluate",
      frame,
      expression: "result * 10",
      purpose: "prompt",
    });
    expect(evaluated).toMatchObject({ type: "value", value: { value: "10" } });
    await debug.ask({ type: "evaluate", frame, expression: "print('in the frame')", purpose: "prompt" });
    const asked = client.of("request").filter((record) => record.frame);
    expect(asked.map(({ code }) => code)).toEqual(["result * 10", "print('in the frame')"]);
    await until("what was printed", () => client.text(asked[1]?.msgId ?? "").includes("in the frame"));
    expect(
      await debug.ask({ type: "evaluate", frame, expression: "nosuch", purpose: "watch" }),
    ).toMatchObject({
      type: "refused",
      reason: expect.stringContaining("NameError"),
    });
    expect(await debug.ask({ type: "complete", frame, text: "resu", cursor: 4 })).toMatchObject({
      matches: ["result"],
      start: 0,
    });

    expect(await debug.ask({ type: "set", reference, name: "result", value: "100" })).toMatchObject({
      type: "done",
    });
    await debug.ask({ type: "step", action: "next", stop: stop.number });
    const next = await debug.stop(stop.number);
    expect(next.frames[0]?.line).toBe(5);
    expect(await debug.ask({ type: "step", action: "next", stop: stop.number })).toMatchObject({
      type: "refused",
    });
    await debug.ask({ type: "step", action: "stepOut", stop: next.number });
    const out = await debug.stop(next.number);
    expect(out.frames.map(({ name, line }) => [name, line])).toEqual([["<module>", 9]]);
    await debug.ask({ type: "step", action: "continue" });
    expect(await client.end(id)).toMatchObject({ status: "ok" });
    expect(client.text(id)).toBe("answer 105\n");
    expect(client.of("debugger")).toHaveLength(3);
    await client.state("idle");
  });

  test("an interrupt while it stands still ends the cell, and the next one runs", async () => {
    const { client, run, debug } = await prepared(options);
    const id = await run();
    await debug.stop();
    await client.control("interrupt");
    await client.end(id, START_MS);
    await client.state("idle");
    expect(debug.state?.stopped).toBeNull();
    expect((await client.run("print(6 * 7)")).status).toBe("ok");
  });

  test("a new host finds the kernel standing still, and steps on", async () => {
    const { host: first, run, debug, file, set } = await prepared(options);
    await run();
    await debug.stop();
    const client = await first.replace(options);
    const after = new Debugger(client);
    const stop = await after.stop();
    expect(stop.frames.map(({ name, file: of, line }) => [name, of, line])).toEqual([
      ["total", file, 6],
      ["<module>", file, 9],
    ]);
    expect(client.status).toMatchObject({ state: "waiting for input" });
    await after.ask({ type: "breakpoints", set });
    await after.ask({ type: "step", action: "continue" });
    expect((await after.stop(stop.number)).frames[0]?.line).toBe(6);
    await after.ask({ type: "step", action: "stop" });
    await client.state("idle");
  });
});

test("a kernel without a debugger says so, and does not run what was to be debugged", async () => {
  host = await TestHost.start({
    ...plain,
    argv: [
      plain.argv?.[0] ?? "",
      path.join(path.dirname(hostProgram), "javascript-kernel.js"),
      "{connection_file}",
    ],
  });
  const client = (await host.attach()).follow();
  await client.state("idle");
  const debug = new Debugger(client);
  await until("what it can", () => debug.state?.has === "no" && debug.state.reason);
  const id = randomUUID();
  await client.shell({ type: "execute_request", id, code: "console.log(1)", debug: true });
  expect(await client.end(id)).toMatchObject({ status: "aborted" });
  expect(client.text(id)).toBe("");
  await client.lifeEvent("debugger failed");
});
