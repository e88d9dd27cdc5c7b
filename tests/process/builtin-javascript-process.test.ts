/** The JavaScript kernel as a process: interrupts, endings, its parent, and starts that fail. */
import { execFile, spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { kernels, type RunningKernel, startKernel } from "./conformance/kernels";
import { executeDefaults, printed, types } from "./conformance/wire-client";

const run = promisify(execFile);
const javascript = kernels.javascript;

let kernel: RunningKernel | undefined;
afterEach(async () => {
  await kernel?.dispose();
  kernel = undefined;
});

/** Starts code that does not end, and resolves when it has printed "running". */
async function begin(own: RunningKernel, code: string) {
  const request = await own.client.send("shell", "execute_request", { ...executeDefaults, code });
  await own.client.until("the code", () =>
    printed(own.client.publishedOf(request)).includes("running") ? true : undefined,
  );
  return request;
}

describe("an interrupt ends", () => {
  test.each([
    ["an endless loop", "console.log('running'); for (;;) {}"],
    ["an endless loop behind an await", "await null; console.log('running'); for (;;) {}"],
    [
      "promises without end",
      "console.log('running'); const again = () => Promise.resolve().then(again); await again()",
    ],
    ["a wait", "console.log('running'); await new Promise(() => {})"],
    ["a loop that catches everything", "console.log('running'); for (;;) { try { for (;;) {} } catch {} }"],
    ["a flood of output", "console.log('running'); for (;;) console.log('x'.repeat(200))"],
    ["a program that it waits for", "console.log('running'); child_process.execFileSync('sleep', ['1000'])"],
    ["the showing of a value", "console.log('running'); ({ [util.inspect.custom]() { for (;;) {} } })"],
  ])(
    "%s, and keeps the state",
    async (_name, code) => {
      kernel = await startKernel(javascript, "ipc");
      const { client } = kernel;
      await client.execute("const kept = 'still here'");
      for (let round = 0; round < 2; round++) {
        const request = await begin(kernel, code);
        await client.ask("interrupt_request", {}, { channel: "control", waitForIdle: false });
        const { reply } = await client.answered(request);
        expect(reply.content["status"]).toBe("error");
        const { published } = await client.execute("console.log(kept)");
        expect(printed(published)).toBe("still here\n");
      }
      // What a flood left unread on a busy machine is read first.
    },
    240_000,
  );

  test("code that spins in a callback is not reached: the shell says so, and a shutdown ends it", async () => {
    kernel = await startKernel(javascript, "ipc");
    const { client } = kernel;
    const code = "await new Promise(() => setTimeout(() => { console.log('running'); for (;;) {} }, 1))";
    const request = await begin(kernel, code);
    await client.ask("interrupt_request", {}, { channel: "control", waitForIdle: false });
    await client.until("the sentence", () =>
      printed(client.publishedOf(request), "stderr").includes("Restart the kernel") ? true : undefined,
    );
    await client.send("control", "shutdown_request", { restart: false });
    await kernel.exited;
  });
});

describe("the end", () => {
  test("process.exit sends what was printed, says so, answers the request and keeps its code", async () => {
    kernel = await startKernel(javascript, "ipc");
    const { client } = kernel;
    const code =
      "process.on('exit', () => console.log('last words')); console.log('before'); process.exit(7)";
    const request = await client.send("shell", "execute_request", { ...executeDefaults, code });
    const { reply, published } = await client.answered(request);
    expect(reply.content).toMatchObject({ status: "error", ename: "KernelEnded" });
    expect(printed(published)).toBe("before\nlast words\n");
    expect(printed(published, "stderr")).toContain("process.exit(7)");
    expect(types(published).at(-1)).toBe("idle");
    expect(await kernel.exited).toBe(7);
  });

  test("exit handlers still print when the kernel is shut down", async () => {
    kernel = await startKernel(javascript, "ipc");
    const { client } = kernel;
    await client.execute("process.on('exit', () => console.log('goodbye')); 0");
    await client.send("control", "shutdown_request", { restart: false });
    expect(await kernel.exited).toBe(0);
    await client.until("the last line", () =>
      printed(client.heard.iopub).includes("goodbye") ? true : undefined,
    );
  });

  test("out of memory is the end of the process, whose words are on its stderr", async () => {
    kernel = await startKernel(
      { ...javascript, env: { ...javascript.env, NODE_OPTIONS: "--max-old-space-size=40" } },
      "ipc",
    );
    const code = "const hoard = []; for (;;) hoard.push(new Array(1e5).fill({}))";
    await kernel.client.send("shell", "execute_request", { ...executeDefaults, code });
    expect(await kernel.exited).not.toBe(0);
    expect(kernel.output()).toMatch(/heap|memory/i);
  });
});

describe("its parent", () => {
  /** A process that starts a kernel and prints its pid; ends when its stdin does. */
  const parentOf = async (own: RunningKernel, env: Record<string, string>) => {
    const other = path.join(path.dirname(own.connectionFile), "other");
    const file = `${other}.json`;
    await writeFile(file, JSON.stringify({ ...own.connection, transport: "ipc", ip: other }));
    const [program = "", script = ""] = javascript.argv;
    const code = `const child = require("child_process").spawn(${JSON.stringify(program)}, ${JSON.stringify([script, file])}, { stdio: "ignore", detached: true }); console.log(child.pid); process.stdin.resume(); process.stdin.on("end", () => process.exit())`;
    const parent = spawn(process.execPath, ["-e", code], {
      env: { ...process.env, ...javascript.env, ...env },
      stdio: ["pipe", "pipe", "ignore"],
    });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once("data", (data) => resolve(Number(data))),
    );
    const { WireClient } = await import("./conformance/wire-client");
    const client = new WireClient({ ...own.connection, transport: "ipc", ip: other });
    await client.ready();
    parent.stdin.end();
    await new Promise((resolve) => parent.once("exit", resolve));
    return { pid, client };
  };
  const isAlive = (pid: number) =>
    readFile(`/proc/${pid}/stat`, "utf8").then(
      (stat) => !/\) Z /.test(stat),
      () => false,
    );

  test("a kernel whose parent died ends", async () => {
    kernel = await startKernel(javascript, "ipc");
    const { pid, client } = await parentOf(kernel, {});
    try {
      await expect.poll(() => isAlive(pid), { timeout: 20_000, interval: 50 }).toBe(false);
    } finally {
      client.close();
    }
  });

  test("with JPY_PARENT_PID=1 it outlives its parent", async () => {
    kernel = await startKernel(javascript, "ipc");
    const { pid, client } = await parentOf(kernel, { JPY_PARENT_PID: "1" });
    try {
      // Longer than a kernel looks at its parent, by its own clock.
      const { published } = await client.execute(
        "await new Promise((resolve) => setTimeout(resolve, 2500)); console.log('alive')",
      );
      expect(printed(published)).toBe("alive\n");
      expect(await isAlive(pid)).toBe(true);
    } finally {
      client.close();
      process.kill(pid, "SIGKILL");
    }
  });
});

describe("a start that fails says why, on stderr", () => {
  const start = (...args: string[]) => {
    const [program = "", script = ""] = javascript.argv;
    return run(program, [script, ...args], { env: { ...process.env, ...javascript.env } }).then(
      () => ({ code: 0, stderr: "" }),
      (error: { code: number; stderr: string }) => error,
    );
  };

  test("without a connection file", async () => {
    expect(await start()).toMatchObject({ code: 2, stderr: expect.stringContaining("Usage") });
  });

  test("with one that is missing, no JSON, or has no key", async () => {
    kernel = await startKernel(javascript, "ipc");
    const bad = path.join(path.dirname(kernel.connectionFile), "bad.json");
    expect(await start(bad)).toMatchObject({ code: 1, stderr: expect.stringContaining("cannot be read") });
    await writeFile(bad, "{");
    expect(await start(bad)).toMatchObject({ code: 1, stderr: expect.stringContaining("cannot be read") });
    await writeFile(bad, JSON.stringify({ ...kernel.connection, key: "" }));
    expect(await start(bad)).toMatchObject({ code: 1, stderr: expect.stringContaining("no key") });
  });

  test("when its ports are taken", async () => {
    kernel = await startKernel(javascript, "tcp");
    expect(await start(kernel.connectionFile)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/in use/i),
    });
  });
});

test("plain Node runs it as well as Electron does", async () => {
  kernel = await startKernel({ ...javascript, argv: [process.execPath, ...javascript.argv.slice(1)] }, "tcp");
  const { published } = await kernel.client.execute("console.log(process.versions.electron ?? 'node')");
  expect(printed(published)).toBe("node\n");
});
