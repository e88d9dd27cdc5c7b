/** The debugger under a real host: the same messages for ipykernel and plain Python, and over a new host. */
import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { NO_BREAKPOINTS } from "../../preload/contract/debugging";
import { findPythons } from "./builtin-python-fixture";
import { Debugger, plain, START_MS } from "./debugger-client";
import { kinds, prepared, SWITCHES_OFF, startHost } from "./debugger-fixture";
import type { HostOptions } from "./kernel-host-fixture";
import { fixture, python } from "./programs";
import { until } from "./until";

describe.each(kinds)("%s", (_name, options) => {
  // First, so that it is not at work yet.
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

  test("what was typed stops at its first line, once", async () => {
    const { client, debug } = await prepared(options);
    await debug.ask({ type: "breakpoints", set: NO_BREAKPOINTS });
    const id = randomUUID();
    const code = "# typed\nfor turn in range(3):\n    print(turn)";
    await client.shell({ type: "execute_request", id, code, debug: true });
    const stop = await debug.stop();
    expect(stop.frames[0]).toMatchObject({ name: "<module>", file: null, line: 2 });
    await debug.ask({ type: "step", action: "continue" });
    expect(await client.end(id)).toMatchObject({ status: "ok" });
    expect(client.of("debugger")).toHaveLength(1);
  });

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

  test.each([
    ["uncaught", { raised: false, uncaught: true, userUncaught: false, names: [] }],
    ["user-uncaught", { raised: false, uncaught: false, userUncaught: true, names: [] }],
    ["uncaught of a name", { raised: false, uncaught: true, userUncaught: false, names: ["ValueError"] }],
  ])("stops at exceptions that are %s, once, and not at those that are caught", async (_kind, exceptions) => {
    const { client, debug } = await prepared(options);
    await debug.ask({ type: "breakpoints", set: { ...NO_BREAKPOINTS, exceptions } });
    const id = randomUUID();
    const code = [
      "def read(night):",
      "    raise ValueError(night)",
      "def guarded():",
      "    try:",
      "        read(1)",
      "    except ValueError:",
      "        print('caught')",
      "guarded()",
      "sorted([1, 2], key=lambda each: each)",
      "read(2)",
    ].join("\n");
    await client.shell({ type: "execute_request", id, code, debug: true });
    const stop = await debug.stop();
    expect(stop).toMatchObject({ reason: "exception", text: "ValueError: 2" });
    await debug.ask({ type: "step", action: "continue", stop: stop.number });
    expect(await client.end(id)).toMatchObject({ status: "error" });
    expect(client.text(id)).toBe("caught\n");
    expect(client.of("debugger")).toHaveLength(1);
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
    expect((await client.run("def before(n):\n    return n / 0\nbefore(3)")).status).toBe("error");
    expect((await client.run(code)).status).toBe("error");
    const id = randomUUID();
    await client.shell({ type: "execute_request", id, code: "%debug", postMortem: true });
    const stop = await debug.stop();
    expect(stop).toMatchObject({
      reason: "post-mortem",
      exceptions: [
        { text: "ValueError: no such night", relation: "raised" },
        { text: expect.stringContaining("IndexError"), relation: "cause" },
        { text: "ZeroDivisionError: division by zero", relation: "earlier" },
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

  test("a new host finds the kernel standing still, and steps on", async () => {
    const { replace, run, debug, file, set } = await prepared(options);
    await run();
    await debug.stop();
    const { client, debug: after } = await replace();
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
    // From Python 3.12 on it traces by sys.monitoring.
    const off = randomUUID();
    await client.shell({ type: "execute_request", id: off, code: SWITCHES_OFF, debug: true });
    expect(await client.end(off)).toMatchObject({ status: "ok" });
    const again = await run();
    const restored = await debug.stop(next.number);
    expect(restored.frames[0]).toMatchObject({ name: "total", line: 6 });
    await debug.ask({ type: "step", action: "stop" });
    expect(await client.end(again)).toMatchObject({ status: "ok" });
    expect((await client.run("def inner(n):\n    return [1][n]\ninner(7)")).status).toBe("error");
    const post = randomUUID();
    await client.shell({ type: "execute_request", id: post, code: "%debug", postMortem: true });
    const past = await debug.stop(restored.number);
    expect(past).toMatchObject({ reason: "post-mortem", text: "IndexError: list index out of range" });
    expect(past.frames[0]).toMatchObject({ name: "inner", line: 2 });
    await debug.ask({ type: "step", action: "stop" });
    expect(await client.end(post)).toMatchObject({ status: "ok" });
  },
);

test("a kernel without a debugger says so, and does not run what was to be debugged", async () => {
  const host = await startHost({ argv: [python, fixture("minimal_kernel.py"), "0", "{connection_file}"] });
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
