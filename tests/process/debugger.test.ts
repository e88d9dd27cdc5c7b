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
import { findPythons } from "./builtin-python-fixture";
import { type HostOptions, TestHost } from "./kernel-host-fixture";
import { fixture, hostProgram, python } from "./programs";
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
    // It runs on when the interrupt would come that was meant for the one that stood still.
    const next = "import time\nend = time.monotonic() + 1\nwhile time.monotonic() < end: pass\nprint(6 * 7)";
    expect((await client.run(next)).status).toBe("ok");
  });

  test("hit counts, messages, functions and exceptions; goes on to a line, and sets the one that is next", async () => {
    const { client, debug, file, run, set } = await prepared(options, { hitCondition: "2" });
    const files = [
      {
        file,
        breakpoints: [
          { line: 6, text: "result += value", enabled: true, hitCondition: "2" },
          { line: 5, text: "for value in values:", enabled: true, logMessage: "result is {result}" },
        ],
      },
    ];
    const functions = [{ name: "total", enabled: true }];
    await debug.ask({ type: "breakpoints", set: { ...set, files, functions } });
    const id = await run();
    const entered = await debug.stop();
    expect(entered.frames[0]).toMatchObject({ name: "total" });
    await debug.ask({ type: "step", action: "continue" });
    const second = await debug.stop(entered.number);
    expect(second.frames[0]).toMatchObject({ line: 6 });
    const value = (expression: string, frame = second.frames[0]?.id) =>
      debug.ask({ type: "evaluate", frame, expression, purpose: "watch" });
    expect(await value("(result, value)")).toMatchObject({ value: { value: "(1, 2)" } });
    expect(await debug.ask({ type: "goto", file, line: 7 })).toMatchObject({ type: "done" });
    const skipped = await debug.stop(second.number);
    expect(skipped.frames[0]).toMatchObject({ line: 7 });
    await debug.ask({ type: "runTo", file, line: 9, text: "print('answer', total([1, 2, 3]))" });
    expect(await client.end(id)).toMatchObject({ status: "ok" });
    await until("what was printed", () => client.text(id).includes("answer 1"));
    expect(client.text(id)).toContain("result is 0");

    const raised = { raised: true, uncaught: false, userUncaught: false, names: ["ZeroDivisionError"] };
    await debug.ask({ type: "breakpoints", set: { ...NO_BREAKPOINTS, exceptions: raised } });
    const failing = randomUUID();
    const code =
      "try:\n    {}['no']\nexcept KeyError:\n    pass\ntry:\n    1 / 0\nexcept ZeroDivisionError:\n    print('caught')";
    await client.shell({ type: "execute_request", id: failing, code, debug: true });
    const exception = await debug.stop(skipped.number);
    expect(exception).toMatchObject({
      reason: "exception",
      text: expect.stringContaining("division by zero"),
    });
    expect(exception.frames[0]).toMatchObject({ line: 6 });
    await debug.ask({ type: "step", action: "continue" });
    expect(await client.end(failing)).toMatchObject({ status: "ok" });
    expect(client.text(failing)).toBe("caught\n");
  });

  test("stands in the error that was raised last and in what it came of, until something else is run", async () => {
    const { client, debug } = await prepared(options);
    const code = [
      "def inner(number):",
      "    return [1][number]",
      "try:",
      "    inner(7)",
      "except IndexError as error:",
      "    raise ValueError('no such night') from error",
    ].join("\n");
    expect((await client.run(code)).status).toBe("error");
    const id = randomUUID();
    await client.shell({ type: "execute_request", id, code: "%debug", postMortem: true });
    const stop = await debug.stop();
    expect(stop).toMatchObject({
      reason: "post-mortem",
      exceptions: [
        { text: "ValueError: no such night", relation: "raised" },
        { text: expect.stringContaining("IndexError"), relation: "cause" },
      ],
      exception: 0,
    });
    expect(stop.frames[0]).toMatchObject({ name: "<module>", file: null, line: 6 });
    expect(await debug.ask({ type: "step", action: "next" })).toMatchObject({ type: "refused" });
    expect(await debug.ask({ type: "exception", exception: 1, stop: stop.number })).toMatchObject({
      type: "done",
    });
    const cause = await debug.stop(stop.number);
    expect(cause).toMatchObject({ reason: "post-mortem", exception: 1 });
    expect(cause.frames[0]).toMatchObject({ name: "inner", line: 2 });
    const frame = cause.frames[0]?.id ?? 0;
    const scopes = await debug.ask({ type: "scopes", frame });
    const reference = scopes.type === "scopes" ? (scopes.scopes[0]?.reference ?? 0) : 0;
    expect(await debug.values(reference)).toMatchObject({ number: "7" });
    expect(
      await debug.ask({ type: "evaluate", frame, expression: "number * 2", purpose: "prompt" }),
    ).toMatchObject({ value: { value: "14" } });
    expect((await client.run("print('next')")).status).toBe("ok");
    expect(await client.end(id)).toMatchObject({ status: "ok" });
    expect(debug.state?.stopped).toBeNull();
    await client.state("idle");
  });

  test("breakpoint() in the code opens it, whether it is debugged or not", async () => {
    const { client, debug } = await prepared(options);
    const id = randomUUID();
    const code = "def look(x):\n    y = x + 1\n    breakpoint()\n    return y\nprint(look(41))";
    await client.shell({ type: "execute_request", id, code });
    const stop = await debug.stop();
    expect(stop.frames[0]).toMatchObject({ name: "look", line: 4 });
    expect(
      await debug.ask({ type: "evaluate", frame: stop.frames[0]?.id, expression: "y", purpose: "prompt" }),
    ).toMatchObject({ value: { value: "42" } });
    await debug.ask({ type: "step", action: "continue" });
    expect(await client.end(id)).toMatchObject({ status: "ok" });
    expect(client.text(id)).toBe("42\n");
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

const pythons = findPythons().filter(
  ({ name, version: [major = 0, minor = 0] }) => name.startsWith("CPython") && (major > 3 || minor >= 8),
);
const ends = pythons.length > 1 ? [pythons[0], pythons.at(-1)] : pythons;
const others = ends.flatMap((one): [string, HostOptions][] => {
  if (!one) return [];
  const argv = [plain.argv?.[0] ?? "", plain.argv?.[1] ?? "", one.program, "{connection_file}"];
  return [[one.name, { ...plain, argv }]];
});

test.each(others)(
  "plain Python by %s: a stop, a step, and an error that has ended",
  async (_name, options) => {
    const { client, debug, run } = await prepared(options, { condition: "value == 2" });
    const id = await run();
    const stop = await debug.stop();
    expect(stop.frames.map(({ name: of, line }) => [of, line])).toEqual([
      ["total", 6],
      ["<module>", 9],
    ]);
    const frame = stop.frames[0]?.id ?? 0;
    const ask = (expression: string) => debug.ask({ type: "evaluate", frame, expression, purpose: "watch" });
    expect(await ask("result + value")).toMatchObject({ value: { value: "3" } });
    // Interpreters without a debugpy of their own have the one that Tandem brings.
    const own = await ask("__import__('importlib.util').util.find_spec('debugpy') is None");
    const file = await ask("__import__('sys').modules['debugpy'].__file__");
    if (own.type === "value" && own.value.value === "True")
      expect(file).toMatchObject({ value: { value: expect.stringContaining("kernel-host") } });
    await debug.ask({ type: "step", action: "next", stop: stop.number });
    const next = await debug.stop(stop.number);
    expect(next.frames[0]).toMatchObject({ line: 5 });
    await debug.ask({ type: "step", action: "continue" });
    expect(await client.end(id)).toMatchObject({ status: "ok" });
    expect((await client.run("def inner(n):\n    return [1][n]\ninner(7)")).status).toBe("error");
    const post = randomUUID();
    await client.shell({ type: "execute_request", id: post, code: "%debug", postMortem: true });
    const past = await debug.stop(next.number);
    expect(past).toMatchObject({ reason: "post-mortem", text: "IndexError: list index out of range" });
    expect(past.frames[0]).toMatchObject({ name: "inner", line: 2 });
    await debug.ask({ type: "step", action: "stop" });
    expect(await client.end(post)).toMatchObject({ status: "ok" });
  },
);

const javascript: HostOptions = {
  ...plain,
  argv: [
    plain.argv?.[0] ?? "",
    path.join(path.dirname(hostProgram), "javascript-kernel.js"),
    "{connection_file}",
  ],
};

describe("JavaScript", () => {
  const SUM = [
    "function total(values) {",
    "  let result = 0;",
    "  for (const value of values) {",
    "    result += value;",
    "  }",
    "  return result;",
    "}",
    "console.log('answer ' + total([1, 2, 3]));",
  ];

  /** A host whose kernel is idle, and a file whose lines 3 to 10 are the code, with breakpoints. */
  async function javascriptWith(...some: { line: number; [more: string]: unknown }[]) {
    host = await TestHost.start(javascript);
    const client = (await host.attach()).follow();
    await client.state("idle");
    const file = path.join(host.root, "süm.js");
    const breakpoints = some.map((one) => ({ text: SUM[one.line - 3]?.trim() ?? "", enabled: true, ...one }));
    const debug = new Debugger(client);
    const set = { ...NO_BREAKPOINTS, files: [{ file, breakpoints }] };
    await debug.ask({ type: "breakpoints", set });
    const id = randomUUID();
    const origin = { file, lines: [3, 10] as [number, number] };
    await client.shell({ type: "execute_request", id, code: SUM.join("\n"), origin, debug: true });
    return { client, debug, file, id, set };
  }

  test("stops where a condition holds, tells frames and values, steps, evaluates, sets and goes on", async () => {
    const { client, debug, file, id } = await javascriptWith({ line: 6, condition: "value === 2" });
    const stop = await debug.stop();
    expect(stop.frames.map(({ name, file: of, line }) => [name, of, line])).toEqual([
      ["total", file, 6],
      ["<module>", file, 10],
    ]);
    expect(client.status).toMatchObject({ state: "waiting for input", stoppedIn: "total" });
    const frame = stop.frames[0]?.id ?? 0;
    const scopes = await debug.ask({ type: "scopes", frame });
    const reference = scopes.type === "scopes" ? (scopes.scopes[0]?.reference ?? 0) : 0;
    expect(await debug.values(reference)).toMatchObject({ result: "1", value: "2", values: "[1, 2, 3]" });
    const ask = (expression: string) => debug.ask({ type: "evaluate", frame, expression, purpose: "prompt" });
    expect(await ask("result * 10")).toMatchObject({ value: { value: "10" } });
    expect(
      await debug.ask({ type: "evaluate", frame, expression: "nosuch", purpose: "watch" }),
    ).toMatchObject({
      type: "refused",
      reason: expect.stringContaining("ReferenceError"),
    });
    expect(await debug.ask({ type: "complete", frame, text: "resu", cursor: 4 })).toMatchObject({
      matches: ["result"],
    });
    expect(await debug.ask({ type: "set", reference, name: "result", value: "100" })).toMatchObject({
      type: "done",
    });
    await debug.ask({ type: "step", action: "next", stop: stop.number });
    const next = await debug.stop(stop.number);
    expect(next.frames[0]?.name).toBe("total");
    await debug.ask({ type: "step", action: "stepOut", stop: next.number });
    const out = await debug.stop(next.number);
    expect(out.frames.map(({ name, line }) => [name, line])).toEqual([["<module>", 10]]);
    await debug.ask({ type: "step", action: "continue" });
    expect(await client.end(id)).toMatchObject({ status: "ok" });
    expect(client.text(id)).toBe("answer 105\n");
    await client.state("idle");
  });

  test("a message in place of stopping, a hit count, and debugger; in code that is not debugged", async () => {
    const { client, debug, id } = await javascriptWith(
      { line: 6, logMessage: "adds {value}" },
      { line: 8, hitCondition: "1" },
    );
    const stop = await debug.stop();
    expect(stop.frames[0]).toMatchObject({ name: "total", line: 8 });
    await debug.ask({ type: "step", action: "continue" });
    await client.end(id);
    expect(client.text(id)).toBe("adds 1\nadds 2\nadds 3\nanswer 6\n");
    const called = randomUUID();
    const code = "let x = 41;\ndebugger;\nx + 1";
    await client.shell({ type: "execute_request", id: called, code });
    expect((await debug.stop(stop.number)).frames).toMatchObject([{ name: "<module>", line: 2, file: null }]);
    await client.control("interrupt");
    await client.end(called);
    await client.state("idle");
    expect((await client.run("'next'")).status).toBe("ok");
  });

  test("a new host finds it standing still", async () => {
    const { debug, set } = await javascriptWith({ line: 6 });
    await debug.stop();
    const client = await (host as TestHost).replace(javascript);
    const after = new Debugger(client);
    expect((await after.stop()).frames[0]).toMatchObject({ name: "total", line: 6 });
    await after.ask({ type: "breakpoints", set });
    await after.ask({ type: "step", action: "stop" });
    await client.state("idle");
  });
});

test("a kernel without a debugger says so, and does not run what was to be debugged", async () => {
  host = await TestHost.start({ argv: [python, fixture("minimal_kernel.py"), "0", "{connection_file}"] });
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
