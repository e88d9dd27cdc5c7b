/** Programs that run outside: attached to by the port of their debugger, or by their process. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { NO_BREAKPOINTS } from "../../preload/contract/debugging";
import { Debugger, START_MS } from "./debugger-client";
import { attaching, startHost } from "./debugger-fixture";
import { TestHost } from "./kernel-host-fixture";
import { python } from "./programs";
import { until } from "./until";

const PROGRAM = [
  "import time",
  "turns = 0",
  "def work(number):",
  "    double = number * 2",
  "    return double",
  "while True:",
  "    turns += work(1) // 2",
  "    print('turn', turns, flush=True)",
  "    time.sleep(0.05)",
];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A program that runs, and what it prints. */
async function program(...before: string[]) {
  const folder = await mkdtemp(path.join(tmpdir(), "tandem-attach-"));
  const file = path.join(folder, "prögram.py");
  await writeFile(file, PROGRAM.join("\n"));
  const child: ChildProcess = spawn(python, [...before, file], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PYDEVD_DISABLE_FILE_VALIDATION: "1" },
  });
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await rm(folder, { recursive: true });
  });
  const run = { child, file, printed: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    run.printed = (run.printed + text).slice(-200);
  });
  await until("that it runs", () => run.printed.includes("turn"), START_MS);
  const goesOn = async () => {
    run.printed = "";
    await until("that it goes on", () => run.printed.includes("turn"), START_MS);
  };
  return Object.assign(run, { goesOn });
}

const gdb = spawnSync("gdb", ["--version"]).status === 0;
const ways = [
  ["the port of its debugger", true],
  ...(gdb ? ([["its process", false]] as const) : []),
] as const;

describe.each(ways)("by %s", (_name, byPort) => {
  test("stops, tells frames and values, evaluates, goes on, and is left running", async () => {
    const port = await freePort();
    const run = byPort ? await program("-m", "debugpy", "--listen", String(port)) : await program();
    // Where it is another computer's, files may be elsewhere there.
    const here = byPort ? await mkdtemp(path.join(tmpdir(), "tandem-here-")) : path.dirname(run.file);
    onTestFinished(() => (byPort ? rm(here, { recursive: true }) : undefined));
    const file = path.join(here, path.basename(run.file));
    if (byPort) await copyFile(run.file, file);
    const options = attaching(
      byPort ? `127.0.0.1:${port} ${here}=${path.dirname(run.file)}` : `pid:${run.child.pid}:${port}`,
    );
    const host = await startHost(options);
    const client = (await host.attach()).follow();
    await client.state("idle");
    const debug = new Debugger(client);
    await until("its debugger", () => debug.state?.started && debug.state.attached, START_MS);
    await until("what it prints", () => client.text(null).includes("turn"), START_MS);
    const early = await client.run("turns");
    expect(early).toMatchObject({ status: "error" });

    const files = [{ file, breakpoints: [{ line: 5, text: "return double", enabled: true }] }];
    await debug.ask({ type: "breakpoints", set: { ...NO_BREAKPOINTS, files } });
    const stop = await debug.stop();
    expect(stop.frames.map(({ name, file: of, line }) => [name, of, line])).toEqual([
      ["work", file, 5],
      ["<module>", file, 7],
    ]);
    expect(client.status).toMatchObject({ state: "waiting for input", stoppedIn: "work" });
    const frame = stop.frames[0]?.id ?? 0;
    const scopes = await debug.ask({ type: "scopes", frame });
    const reference = scopes.type === "scopes" ? (scopes.scopes[0]?.reference ?? 0) : 0;
    expect(await debug.values(reference)).toMatchObject({ number: "1", double: "2" });
    const asked = { type: "evaluate", frame, expression: "print('there'), number + 41", purpose: "prompt" };
    expect(await debug.ask(asked)).toMatchObject({ value: { value: "(None, 42)" } });
    // Whatever brought the debugger into it has left no name there.
    const names = { type: "evaluate", frame, expression: "sorted(globals())", purpose: "watch" };
    expect(await debug.ask(names)).toMatchObject({
      value: { value: expect.stringMatching(/^\[(?:'__\w+__', )*'time', 'turns', 'work'\]$/) },
    });
    await debug.ask({ type: "step", action: "next", stop: stop.number });
    const next = await debug.stop(stop.number);
    expect(next.frames[0]).toMatchObject({ name: "<module>" });

    await debug.ask({ type: "breakpoints", set: NO_BREAKPOINTS });
    await debug.ask({ type: "step", action: "continue" });
    await run.goesOn();
    expect(debug.state?.stopped).toBeNull();
    expect(await debug.ask({ type: "step", action: "pause" })).toMatchObject({ type: "done" });
    await debug.stop(next.number);

    // Another life finds the same program; whoever ends it while it stands still leaves it running.
    await client.control("restart");
    await until("its debugger again", () => debug.state?.started && !debug.state.stopped, START_MS);
    await debug.ask({ type: "breakpoints", set: { ...NO_BREAKPOINTS, files } });
    expect((await debug.stop(next.number)).frames[0]).toMatchObject({ name: "work", line: 5 });
    await host.dispose();
    await run.goesOn();
    expect(run.child.exitCode).toBeNull();
  });
});

test("a program that is attached to cannot be attached to twice, and ends its session with a sentence", async () => {
  const port = await freePort();
  const run = await program("-m", "debugpy", "--listen", String(port));
  const host = await startHost(attaching(`127.0.0.1:${port}`));
  const client = (await host.attach()).follow();
  const debug = new Debugger(client);
  await until("its debugger", () => debug.state?.started, START_MS);
  const other = await TestHost.start(attaching(`127.0.0.1:${port}`));
  onTestFinished(() => other.dispose());
  const second = (await other.attach()).follow();
  await second.state("dead");
  expect(second.status?.sentence).toContain("is being debugged already");
  run.child.kill("SIGKILL");
  await client.state("dead");
  expect(client.status?.sentence).toContain("has ended, or its debugger was taken away");
});

test.each([
  ["127.0.0.1:9", "No debugger answers at 127.0.0.1:9. Start the program with: python -m debugpy"],
  ["pid:2147483646:40000", "There is no process 2147483646 any more."],
])("where nothing is, %s says what to do", async (target, sentence) => {
  const host = await startHost(attaching(target));
  const client = (await host.attach()).follow();
  await client.state("dead");
  expect(client.status?.sentence).toContain(sentence);
  // Once is enough.
  expect(JSON.stringify(client.records).split(sentence)).toHaveLength(3);
  expect(client.of("raw")).toEqual([]);
});
