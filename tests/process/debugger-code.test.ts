/** The debugger in files and code that are not as usual: other line ends, links, other clients, and what meddles with it. */
import { randomUUID } from "node:crypto";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { NO_BREAKPOINTS } from "../../preload/contract/debugging";
import { CODE, kinds, prepared, START_MS } from "./debugger-fixture";
import { until } from "./until";

const here = (file: string, line: number, text: string, more = {}) => ({
  ...NO_BREAKPOINTS,
  files: [{ file, breakpoints: [{ line, text, enabled: true, ...more }] }],
});

/** ipykernel 6 has the same debugger. */
const both = kinds.filter(([name]) => name !== "ipykernel 6");

describe.each(both)("%s", (_name, options) => {
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
  const { client, debug, file, run } = await prepared({}, { condition: blocking });
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
  const { client, debug } = await prepared({});
  await debug.ask({ type: "breakpoints", set: NO_BREAKPOINTS });
  const id = randomUUID();
  const code =
    "import asyncio\nasync def fetch(n):\n    await asyncio.sleep(0)\n    breakpoint()\n    return n\ntask = asyncio.get_running_loop().create_task(fetch(1))\ntask.set_name('night 7')\nprint(await task)";
  await client.shell({ type: "execute_request", id, code });
  const { thread, threads } = await debug.stop();
  expect(threads.find((one) => one.id === thread)?.name).toMatch(/task night 7 \(fetch\)$/);
  await debug.ask({ type: "step", action: "continue" });
  expect(await client.end(id)).toMatchObject({ status: "ok" });
});
