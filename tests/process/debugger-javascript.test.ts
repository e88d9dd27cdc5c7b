/** The JavaScript kernel's debugger under a real host. */
import { randomUUID } from "node:crypto";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { NO_BREAKPOINTS } from "../../preload/contract/debugging";
import { Debugger, plain } from "./debugger-client";
import { startHost } from "./debugger-fixture";
import type { HostOptions } from "./kernel-host-fixture";
import { hostProgram } from "./programs";

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
    const host = await startHost(javascript);
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
    return { host, client, debug, file, id, set };
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
    // What was typed stops at its first line, once.
    await debug.ask({ type: "breakpoints", set: NO_BREAKPOINTS });
    const typed = randomUUID();
    const loop = "// typed\nfor (const turn of [1, 2])\n  console.log('turn ' + turn);";
    await client.shell({ type: "execute_request", id: typed, code: loop, debug: true });
    const first = await debug.stop(stop.number + 1);
    expect(first.frames).toMatchObject([{ name: "<module>", line: 2, file: null }]);
    await debug.ask({ type: "step", action: "continue" });
    expect(await client.end(typed)).toMatchObject({ status: "ok" });
    expect(client.text(typed)).toBe("turn 1\nturn 2\n");
  });

  test("stops at what the user's own code does not catch, also behind await", async () => {
    const { client, debug, id } = await javascriptWith({ line: 8 });
    const { number } = await debug.stop();
    await debug.ask({ type: "step", action: "continue", stop: number });
    await client.end(id);
    const exceptions = { raised: false, uncaught: true, userUncaught: false, names: [] };
    await debug.ask({ type: "breakpoints", set: { ...NO_BREAKPOINTS, exceptions } });
    const failing = randomUUID();
    const code = [
      "function read(night) {",
      "  throw new RangeError('night ' + night);",
      "}",
      "async function later(night) {",
      "  await null;",
      "  read(night);",
      "}",
      "try { read(1); } catch { console.log('caught'); }",
      "try { await later(2); } catch { console.log('caught again'); }",
      "await later(3);",
    ].join("\n");
    await client.shell({ type: "execute_request", id: failing, code, debug: true });
    const stop = await debug.stop(number);
    expect(stop).toMatchObject({ reason: "exception", text: "RangeError: night 3" });
    expect(stop.frames[0]).toMatchObject({ name: "read", line: 2 });
    await debug.ask({ type: "step", action: "continue", stop: stop.number });
    expect(await client.end(failing)).toMatchObject({ status: "error" });
    expect(client.text(failing)).toBe("caught\ncaught again\n");
  });

  test("a new host finds it standing still", async () => {
    const { host, debug, set } = await javascriptWith({ line: 6 });
    await debug.stop();
    const client = await host.replace(javascript);
    const after = new Debugger(client);
    expect((await after.stop()).frames[0]).toMatchObject({ name: "total", line: 6 });
    await after.ask({ type: "breakpoints", set });
    await after.ask({ type: "step", action: "stop" });
    await client.state("idle");
  });
});
