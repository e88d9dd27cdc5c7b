/** Processes that debugged code starts: attached to as sessions of their own, or let go where nobody takes them. */
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { NO_BREAKPOINTS } from "../../preload/contract/debugging";
import { Debugger, plain, START_MS } from "./debugger-client";
import { attaching, ipykernel } from "./debugger-fixture";
import { type HostOptions, TestHost } from "./kernel-host-fixture";
import { until } from "./until";

const CODE = [
  "import multiprocessing",
  "def work(number):",
  "    double = number * 2",
  "    return double",
  "with multiprocessing.get_context('fork').Pool(1) as pool:",
  "    print('answer', pool.map(work, [21]))",
];

/** A host whose debugger has processes wait, and a file with a breakpoint in what a process runs. */
async function prepared(options: HostOptions) {
  const host = await TestHost.start(options);
  onTestFinished(() => host.dispose());
  const client = (await host.attach()).follow();
  const debug = new Debugger(client);
  await client.state("idle");
  const file = path.join(host.root, "wörk.py");
  await writeFile(file, CODE.join("\n"));
  const files = [{ file, breakpoints: [{ line: 4, text: "return double", enabled: true }] }];
  const set = { ...NO_BREAKPOINTS, files };
  await debug.ask({ type: "breakpoints", set });
  await debug.ask({ type: "settings", processes: true, folders: [] });
  const origin = { file, lines: [1, CODE.length] as [number, number] };
  const id = randomUUID();
  await client.shell({ type: "execute_request", id, code: CODE.join("\n"), origin, debug: true });
  await until("a process that waits", () => debug.state?.processes?.length === 1, START_MS);
  const [waiting] = debug.state?.processes ?? [];
  if (!waiting) throw new Error("none waits");
  return { client, debug, file, set, waiting, id };
}

describe.each([
  ["plain Python", plain],
  ["ipykernel", ipykernel],
] as const)("of %s", (_name, options) => {
  test("one stands in its own frames, is stepped, and gives what it has worked out", async () => {
    const { client, debug, file, set, waiting, id } = await prepared(options);
    const take = { type: "takeProcess", process: waiting.process } as const;
    const taken = await debug.ask(take);
    if (taken.type !== "ran") throw new Error(JSON.stringify(taken));
    expect(await debug.ask(take)).toMatchObject({ type: "refused" });
    expect(debug.state?.processes ?? []).toEqual([]);
    const worker = await TestHost.start(attaching(`sub:${waiting.process}:${waiting.address}`));
    onTestFinished(() => worker.dispose());
    const its = (await worker.attach()).follow();
    const theirs = new Debugger(its);
    await theirs.ask({ type: "ran", ran: taken.ran });
    await theirs.ask({ type: "breakpoints", set });
    const stop = await theirs.stop();
    expect(stop.frames[0]).toMatchObject({ name: "work", file, line: 4 });
    const [frame] = stop.frames;
    expect(
      await theirs.ask({ type: "evaluate", frame: frame?.id ?? 0, expression: "double", purpose: "watch" }),
    ).toMatchObject({ type: "value", value: { value: "42" } });
    // The one that has started it does not stand still.
    expect(debug.state?.stopped).toBeNull();
    await theirs.ask({ type: "step", action: "continue" });
    expect(await client.end(id, START_MS)).toMatchObject({ status: "ok" });
    expect(client.text(id)).toContain("answer [42]");
  });
});

test("one that was taken and could not be attached to is given back, and runs on", async () => {
  const { client, debug, waiting, id } = await prepared(plain);
  const { process } = waiting;
  expect(await debug.ask({ type: "takeProcess", process })).toMatchObject({ type: "ran" });
  expect(await debug.ask({ type: "releaseProcess", process })).toMatchObject({ type: "done" });
  expect(await client.end(id, START_MS)).toMatchObject({ status: "ok" });
  expect(client.text(id)).toContain("answer [42]");
});

test("one that nobody takes is let go, and that is said", async () => {
  const { client, id } = await prepared(plain);
  expect(await client.end(id, START_MS)).toMatchObject({ status: "ok" });
  expect(client.text(id)).toContain("answer [42]");
  expect(
    client.records.some(
      (record) => record.kind === "life" && record.sentence.includes("runs without the debugger"),
    ),
  ).toBe(true);
});

test("files of a kernel for which their folder is another one are stood in as those of here", async () => {
  const host = await TestHost.start(plain);
  onTestFinished(() => host.dispose());
  const client = (await host.attach()).follow();
  const debug = new Debugger(client);
  await client.state("idle");
  const [here, there] = ["here", "there"].map((name) => path.join(host.root, name)) as [string, string];
  for (const folder of [here, there]) {
    await mkdir(folder);
    await writeFile(path.join(folder, "elsewhere.py"), "def twice(number):\n    return number * 2\n");
  }
  const file = path.join(here, "elsewhere.py");
  const files = [{ file, breakpoints: [{ line: 2, text: "return number * 2", enabled: true }] }];
  await debug.ask({ type: "settings", processes: false, folders: [{ here, there }] });
  await debug.ask({ type: "breakpoints", set: { ...NO_BREAKPOINTS, files } });
  const id = randomUUID();
  const code = `import sys; sys.path.insert(0, ${JSON.stringify(there)}); import elsewhere; elsewhere.twice(4)`;
  await client.shell({ type: "execute_request", id, code, debug: true });
  const stop = await debug.stop();
  expect(stop.frames[0]).toMatchObject({ name: "twice", file, line: 2 });
  await debug.ask({ type: "step", action: "continue" });
  expect(await client.end(id, START_MS)).toMatchObject({ status: "ok" });
});
