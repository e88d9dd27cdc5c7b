/** The debugger where things go wrong or are not as usual: pauses, restarts, deaths, values that are large or slow, odd files. */
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { NO_BREAKPOINTS } from "../../preload/contract/debugging";
import { Asked, Debugger, plain, START_MS } from "./debugger-client";
import { CODE, ipykernel, kinds, prepared, SWITCHES_OFF, startHost } from "./debugger-fixture";
import { until } from "./until";

const here = (file: string, line: number, text: string, more = {}) => ({
  ...NO_BREAKPOINTS,
  files: [{ file, breakpoints: [{ line, text, enabled: true, ...more }] }],
});

describe.each(kinds)("%s", (_name, options) => {
  test("a spinning loop is paused, looked at, and goes on", async () => {
    const { client, debug } = await prepared(options);
    const id = randomUUID();
    const code =
      "turns = 0\ngo_on = True\nprint('spins', flush=True)\nwhile go_on:\n    turns += 1\nprint('over')";
    const set = { ...NO_BREAKPOINTS, functions: [{ name: "nosuch", enabled: true }] };
    await debug.ask({ type: "breakpoints", set });
    await client.shell({ type: "execute_request", id, code, debug: true });
    await until("the loop", () => client.text(id).includes("spins"), START_MS);
    expect(await debug.ask({ type: "step", action: "pause" })).toMatchObject({ type: "done" });
    const stop = await debug.stop();
    expect(stop.reason).toBe("pause");
    expect(stop.frames[0]).toMatchObject({ name: "<module>", file: null });
    const frame = stop.frames[0]?.id ?? 0;
    await debug.ask({ type: "evaluate", frame, expression: "go_on = False", purpose: "prompt" });
    await debug.ask({ type: "step", action: "continue", stop: stop.number });
    expect(await client.end(id)).toMatchObject({ status: "ok" });
    expect(client.text(id)).toContain("over");
  });

  test("programs and workers that a debugged cell starts are left alone", async () => {
    const { client, debug, set } = await prepared(options);
    await debug.ask({ type: "breakpoints", set });
    const id = randomUUID();
    const code = [
      "import subprocess, sys, multiprocessing, os",
      "said = subprocess.run([sys.executable, '-c', 'print(6 * 7)'], capture_output=True, text=True).stdout",
      "with multiprocessing.get_context('fork').Pool(2) as pool:",
      "    powers = pool.map(abs, [-1, -2, -3])",
      "print(said.strip(), powers)",
    ].join("\n");
    await client.shell({ type: "execute_request", id, code, debug: true });
    expect(await client.end(id, START_MS)).toMatchObject({ status: "ok" });
    expect(client.text(id)).toContain("42 [1, 2, 3]");
  });

  test("conditions that raise, blocking reprs, 100,000 elements and 1,000 frames", async () => {
    const { client, debug, run, set } = await prepared(options, { condition: "nosuch > 1" });
    const failing = await run();
    // A condition that cannot be told is none that holds, or stops: either way it goes on, and says so.
    const over = () => client.of("request_end").find(({ msgId }) => msgId === failing);
    await until("a stop, or the end", () => debug.state?.stopped ?? over(), START_MS);
    const before = debug.state?.stopped?.number ?? 0;
    if (before > 0) await debug.ask({ type: "step", action: "stop" });
    expect(await client.end(failing)).toMatchObject({ status: "ok" });
    await client.state("idle");

    await debug.ask({ type: "breakpoints", set: { ...set, files: [] } });
    const id = randomUUID();
    const code = [
      "import time",
      "class Slow:",
      "    def __repr__(self):",
      "        time.sleep(5.5)",
      "        return 'slow'",
      "def deep(left):",
      "    if left == 0:",
      "        slow = Slow()",
      "        many = list(range(100_000))",
      "        breakpoint()",
      "        return 1",
      "    return deep(left - 1)",
      "import sys; sys.setrecursionlimit(5000)",
      "print(deep(1000))",
    ].join("\n");
    await client.shell({ type: "execute_request", id, code });
    const stop = await debug.stop(before);
    expect(stop.frames.length).toBe(200);
    expect(stop.more).toBe(true);
    const frame = stop.frames[0]?.id ?? 0;
    const many = await debug.ask({ type: "evaluate", frame, expression: "many", purpose: "watch" });
    const reference = many.type === "value" ? many.value.reference : 0;
    const children = await debug.ask({ type: "children", reference });
    if (children.type !== "children") throw new Error(JSON.stringify(children));
    expect(children.children.length).toBeLessThanOrEqual(1000);
    // It says that it takes too long, and the kernel is not called hung for it.
    expect(await debug.ask({ type: "evaluate", frame, expression: "slow", purpose: "watch" })).toMatchObject({
      type: "refused",
    });
    expect(client.status).toMatchObject({ state: "waiting for input" });
    await debug.ask({ type: "step", action: "continue" });
    expect(await client.end(id)).toMatchObject({ status: "ok" });
    expect(client.text(id)).toContain("1");
  });

  test("after code that has switched its tracing off the next cell stops again", async () => {
    const { client, debug, run } = await prepared(options);
    const id = randomUUID();
    await client.shell({ type: "execute_request", id, code: SWITCHES_OFF, debug: true });
    expect(await client.end(id)).toMatchObject({ status: "ok" });
    expect(client.text(id)).toContain("off\n");
    const stopping = await run();
    expect((await debug.stop()).frames[0]).toMatchObject({ name: "total", line: 6 });
    await debug.ask({ type: "step", action: "stop" });
    await client.end(stopping);
  });

  test("a condition that asks with input() is answered, and stops", async () => {
    const { client, debug, run } = await prepared(options, { condition: "input('stop? ') == 'y'" });
    const id = await run();
    const answered = new Set<string>();
    for (const value of ["n", "y"]) {
      const { requestId = "" } = await until(
        "its question",
        () =>
          client.prompts.flatMap((one) =>
            one.kind === "input" && one.text === "stop? " && !answered.has(one.requestId) ? [one] : [],
          )[0],
      );
      answered.add(requestId);
      await client.shell({ type: "input_reply", requestId, value });
    }
    const stop = await debug.stop();
    const [frame] = stop.frames;
    const asked = { type: "evaluate", frame: frame?.id, expression: "value", purpose: "watch" };
    expect(await debug.ask(asked)).toMatchObject({ value: { value: "2" } });
    await debug.ask({ type: "step", action: "stop" });
    await client.end(id);
  });

  test("a breakpoint without code, or whose line was changed since it was run, says so", async () => {
    const { client, debug, file, run } = await prepared(options);
    const breakpoints = [
      { line: 6, text: "result -= value", enabled: true },
      { line: 7, text: "return result", enabled: true },
      { line: 8, text: "", enabled: true },
    ];
    await debug.ask({ type: "breakpoints", set: { ...NO_BREAKPOINTS, files: [{ file, breakpoints }] } });
    const id = await run();
    expect((await debug.stop()).frames[0]?.line).toBe(7);
    expect(debug.state?.breakpoints).toEqual(
      expect.arrayContaining([
        { file, line: 6, verified: false, reason: expect.stringContaining("changed since this was run") },
        { file, line: 7, verified: true },
        { file, line: 8, verified: false, reason: "There is no code here." },
      ]),
    );
    await debug.ask({ type: "step", action: "stop" });
    await client.end(id);
  });

  test("killed while it stands still, it is gone, and the next one stops again", async () => {
    const { host: mine, client, debug, run } = await prepared(options);
    const id = await run();
    const first = await debug.stop();
    const kernel = await mine.readKernelFile();
    process.kill(kernel.pid, "SIGKILL");
    expect(await client.end(id)).toMatchObject({ status: "kernel died" });
    await until("that nothing stands still", () => debug.state?.stopped === null);
    await client.control("restart");
    await client.state("idle");
    await run();
    expect((await debug.stop(first.number)).frames[0]).toMatchObject({ name: "total", line: 6 });
  });

  test("the names of a frame and a value in it are asked for as variables and tables are", async () => {
    const { client, debug, run } = await prepared(options);
    const id = await run();
    const stop = await debug.stop();
    const frame = stop.frames[0]?.id ?? 0;
    const variables = new Asked(client, "variables");
    const data = new Asked(client, "data");
    const named = await debug.ask({ type: "path", frame });
    if (named.type !== "path") throw new Error(JSON.stringify(named));
    const parts = () => variables.ask({ type: "parts", path: named.path, from: 0, count: 100 });
    const told = (answer: unknown) =>
      (answer as { list: { variables: { name: string; value: string }[] } }).list.variables.map(
        ({ name, value }) => [name, value],
      );
    expect(told(await parts())).toEqual(
      expect.arrayContaining([
        ["values", "[1, 2, 3]"],
        ["result", "0"],
        ["value", "1"],
      ]),
    );
    const items = { type: "parts", path: [...named.path, "a:values"], from: 0, count: 100 };
    expect(told(await variables.ask(items)).map(([, value]) => value)).toEqual(["1", "2", "3"]);

    const taken = await debug.ask({ type: "path", frame, expression: "values * 2" });
    if (taken.type !== "path") throw new Error(JSON.stringify(taken));
    const open = { op: "open", viewer: "viewer-12345678", path: taken.path, slice: null, frozen: false };
    const opened = async () => {
      const { answer } = (await data.ask({ type: "ask", question: open })) as { answer: object };
      return answer;
    };
    expect(await opened()).toMatchObject({ status: "ok", rows: 6 });
    expect(await debug.ask({ type: "path", frame, expression: "nosuch" })).toMatchObject({ type: "refused" });

    await debug.ask({ type: "step", action: "stop" });
    await client.end(id);
    await client.state("idle");
    // What was taken out of a frame stays for who looks at it; the frame's names do not.
    expect(await opened()).toMatchObject({ status: "ok", rows: 6 });
    expect(await parts()).toMatchObject({ list: { status: "gone" } });
  });

  test("a restart while it stands still ends it without a word of the debugger's", async () => {
    const { client, debug, run } = await prepared(options);
    const id = await run();
    const first = await debug.stop();
    await client.control("restart");
    expect(await client.end(id)).toMatchObject({ status: "restarted" });
    await client.state("idle");
    expect(debug.state?.stopped).toBeNull();
    expect(client.of("stream").filter(({ name }) => name === "stderr")).toEqual([]);
    expect(client.of("raw").filter(({ text }) => /Traceback|KeyboardInterrupt/.test(text))).toEqual([]);
    // The plain Python kernel says itself that the request has ended.
    const errors = client.of("message").filter(({ msgType }) => msgType === "error");
    expect(JSON.stringify(errors)).not.toMatch(/KeyboardInterrupt|pydevd/);
    // The breakpoints are there for the new one.
    await run();
    expect((await debug.stop(first.number)).frames[0]).toMatchObject({ name: "total", line: 6 });
  });

  test("stops in a module with CRLF, behind a link to its folder", async () => {
    const { host, client, debug } = await prepared(options);
    const folder = path.join(host.root, "the modüles");
    await mkdir(folder);
    await writeFile(path.join(folder, "crlf_module.py"), ["", "", ...CODE.slice(0, 5), ""].join("\r\n"));
    const link = path.join(host.root, "link");
    await symlink(folder, link);
    await debug.ask({
      type: "breakpoints",
      set: here(path.join(link, "crlf_module.py"), 6, "result += value"),
    });
    const id = randomUUID();
    const code = `import sys; sys.path.insert(0, ${JSON.stringify(folder)})\nfrom crlf_module import total\nprint(total([4, 5]))`;
    await client.shell({ type: "execute_request", id, code, debug: true });
    const stop = await debug.stop();
    expect(stop.frames[0]).toMatchObject({ name: "total", line: 6, library: false });
    expect(path.basename(stop.frames[0]?.file ?? "")).toBe("crlf_module.py");
    expect(stop.frames[1]).toMatchObject({ name: "<module>", file: null, line: 3 });
    await debug.ask({ type: "step", action: "stop" });
    await client.end(id);
    expect(client.text(id)).toBe("9\n");
  });
});

test("conditions that block and that change state, and an input() while stepping", async () => {
  const blocking =
    "__import__('time').sleep(1.5) or globals().setdefault('seen', []).append(value) or value == 3";
  const { client, debug, file, run } = await prepared(ipykernel, { condition: blocking });
  const id = await run();
  const stop = await debug.stop();
  const frame = stop.frames[0]?.id ?? 0;
  const ask = (expression: string) => debug.ask({ type: "evaluate", frame, expression, purpose: "watch" });
  expect(await ask("value, seen")).toMatchObject({ value: { value: "(3, [1, 2, 3])" } });
  await debug.ask({ type: "step", action: "stop" });
  await client.end(id);

  await debug.ask({ type: "breakpoints", set: NO_BREAKPOINTS });
  const asking = randomUUID();
  const code = "said = input('name? ')\nprint('hello', said)";
  const origin = { file, lines: [1, 2] as [number, number] };
  await client.shell({ type: "execute_request", id: asking, code, origin, debug: true });
  const first = await debug.stop(stop.number);
  await debug.ask({ type: "step", action: "next", stop: first.number });
  const question = await until(
    "its question",
    () => client.prompts.find((prompt) => prompt.kind === "input"),
    START_MS,
  );
  expect(question).toMatchObject({ text: "name? " });
  const { requestId = "" } = question.kind === "input" ? question : {};
  await client.shell({ type: "input_reply", requestId, value: "tandem" });
  const next = await debug.stop(first.number);
  expect(next.frames[0]).toMatchObject({ line: 2 });
  await debug.ask({ type: "step", action: "continue" });
  await client.end(asking);
  expect(client.text(asking)).toContain("hello tandem");
});

test("the asyncio task that stands still is named", async () => {
  const { client, debug } = await prepared(ipykernel);
  await debug.ask({ type: "breakpoints", set: NO_BREAKPOINTS });
  const id = randomUUID();
  const code =
    "import asyncio\nasync def fetch(n):\n    await asyncio.sleep(0)\n    breakpoint()\n    return n\ntask = asyncio.get_running_loop().create_task(fetch(1))\ntask.set_name('night 7')\nprint(await task)";
  await client.shell({ type: "execute_request", id, code });
  const { thread } = await debug.stop();
  // Threads are told when the line is shown.
  const name = () => debug.state?.stopped?.threads.find((one) => one.id === thread)?.name;
  expect(await until("the thread", name)).toMatch(/task night 7 \(fetch\)$/);
  await debug.ask({ type: "step", action: "continue" });
  expect(await client.end(id)).toMatchObject({ status: "ok" });
});

test("two windows see one stop: the first step counts, and both follow", async () => {
  const { host, client, debug, run } = await prepared(ipykernel);
  const other = (await host.attach("other")).follow();
  const second = new Debugger(other);
  const id = await run();
  const stop = await debug.stop();
  expect((await second.stop()).frames).toEqual(stop.frames);
  const step = { type: "step", action: "next", stop: stop.number };
  const answers = await Promise.all([debug.ask(step), second.ask(step)]);
  expect(answers.map(({ type }) => type).sort()).toEqual(["done", "refused"]);
  const next = await debug.stop(stop.number);
  expect(next.frames[0]?.line).toBe(5);
  expect((await second.stop(stop.number)).number).toBe(next.number);
  await second.ask({ type: "step", action: "stop", stop: next.number });
  await until("that both see it go on", () => !debug.state?.stopped && !second.state?.stopped);
  expect(await client.end(id)).toMatchObject({ status: "ok" });
});

test("generators, decorators and async code are stepped through, and what exec() runs", async () => {
  const { client, debug } = await prepared(ipykernel);
  await debug.ask({ type: "breakpoints", set: NO_BREAKPOINTS });
  const code = [
    "import functools",
    "def noted(f):",
    "    @functools.wraps(f)",
    "    def inner(*given):",
    "        return f(*given)",
    "    return inner",
    "@noted",
    "def numbers(most):",
    "    for number in range(most):",
    "        breakpoint()",
    "        yield number",
    "async def later(most):",
    "    return [number for number in numbers(most)]",
    "print(await later(1))",
  ].join("\n");
  const id = randomUUID();
  await client.shell({ type: "execute_request", id, code });
  const stop = await debug.stop();
  expect(stop.frames.map(({ name, line }) => `${name}:${line}`)).toEqual(
    expect.arrayContaining(["numbers:11", "later:13", "<module>:14"]),
  );
  await debug.ask({ type: "step", action: "next", stop: stop.number });
  const after = await debug.stop(stop.number);
  expect(after.frames[0]?.name).not.toBe("functools");
  await debug.ask({ type: "step", action: "continue" });
  expect(await client.end(id)).toMatchObject({ status: "ok" });
  expect(client.text(id)).toBe("[0]\n");

  // debugpy passes over the text of exec() itself, which has no name, and not what it calls.
  const made = randomUUID();
  const text = ["def seen(value):", "    breakpoint()", "    return value", "exec('seen(1)')"].join("\n");
  await client.shell({ type: "execute_request", id: made, code: text });
  const called = await debug.stop(after.number);
  expect(called.frames[0]).toMatchObject({ name: "seen", line: 3 });
  await debug.ask({ type: "step", action: "stop" });
  expect(await client.end(made)).toMatchObject({ status: "ok" });
});

test("a debugpy of the user's that is too old is left alone", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-debugpy-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(path.join(folder, "debugpy"));
  await writeFile(path.join(folder, "debugpy/__init__.py"), "__version__ = '1.0.0'\n");
  const options = { ...plain, env: { ...plain.env, PYTHONPATH: folder } };
  const { client, debug, run } = await prepared(options);
  const id = await run();
  expect((await debug.stop()).frames[0]).toMatchObject({ name: "total", line: 6 });
  await debug.ask({ type: "step", action: "stop" });
  await client.end(id);
});

test.each([
  ["for another Python", "print 'of Python 2'\n"],
  ["half there", "from debugpy import nothing_of_this\n"],
])("a debugpy of the user's that is %s is left alone: Tandem's debugs in its place", async (_name, text) => {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-debugpy-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(path.join(folder, "debugpy"));
  await writeFile(path.join(folder, "debugpy", "__init__.py"), text);
  const host = await startHost({ ...plain, env: { ...plain.env, PYTHONPATH: folder } });
  const client = (await host.attach()).follow();
  const debug = new Debugger(client);
  await client.state("idle");
  const id = randomUUID();
  await client.shell({ type: "execute_request", id, code: "a = 1\nb = a + 1", debug: true });
  expect((await debug.stop()).frames[0]).toMatchObject({ name: "<module>", line: 1 });
  await debug.ask({ type: "step", action: "continue" });
  expect(await client.end(id, START_MS)).toMatchObject({ status: "ok" });
});
