/** The command line, kernel-hosts and the JavaScript kernel as Windows runs them, in a profile of their own. */
import { spawn } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";

/** In the folder that tests are run in. */
const program = path.resolve("out/cli/tandem.js");
/** Each of several programs after another starts slowly here, in ms. */
const MINUTES = 240_000;
/** A host or a kernel starts slowly here, in ms. */
const SLOW = { timeout: 60_000, interval: 200 };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "tandem-cli-"));
  await mkdir(path.join(root, "work"));
});
afterEach(async () => {
  for (const id of await sessions()) {
    const host = await pidIn(id, "host.json");
    // A host that was killed here ends no kernel any more.
    if (host !== null && isThere(host)) await tandem("stop", id);
    const kernel = await pidIn(id, "kernel.json");
    if (kernel !== null && isThere(kernel)) process.kill(kernel);
  }
  await rm(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
});

const sessions = () => readdir(path.join(root, "profile/sessions")).catch((): string[] => []);

/** The process that a session's file names; null where there is no such file any more. */
async function pidIn(id: string, file: string): Promise<number | null> {
  const text = await readFile(path.join(root, "profile/sessions", id, file), "utf8").catch(() => null);
  return text === null ? null : (JSON.parse(text) as { pid: number }).pid;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Runs it to its end. What it prints goes through files: a pipe's end is closed late here. */
async function tandem(...args: string[]) {
  const [out, problems] = ["out.txt", "problems.txt"].map((name) => path.join(root, name)) as [
    string,
    string,
  ];
  const files = [out, problems].map((file) => openSync(file, "w"));
  const child = spawn(process.execPath, [program, `--user-data-dir=${path.join(root, "profile")}`, ...args], {
    cwd: path.join(root, "work"),
    stdio: ["ignore", ...files],
  });
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  for (const file of files) closeSync(file);
  const [stdout, stderr] = await Promise.all([readFile(out, "utf8"), readFile(problems, "utf8")]);
  return { code, stdout, stderr };
}

const script = (name: string, text: string) => writeFile(path.join(root, "work", name), text);

it("runs a script, keeps its session, and shows it and its log", async () => {
  const file = "ein Fit & ä.js";
  await script(file, "const rate = 42;\nconsole.log('on', process.platform, rate);\n");
  expect(await tandem("run", file)).toMatchObject({ code: 0, stdout: "on win32 42\n" });
  const listed = JSON.parse((await tandem("sessions", "--json")).stdout);
  expect(listed).toMatchObject([{ name: file, state: "idle" }]);
  expect((await tandem("log", file)).stdout).toContain("on win32 42");
});

it("ends with a script's error", async () => {
  await script("fails.js", "console.log('before');\nthrow new TypeError('wrong');\n");
  const failed = await tandem("run", "fails.js");
  expect(failed).toMatchObject({ code: 1, stdout: "before\n" });
  expect(failed.stderr).toContain("TypeError: wrong");
});

it(
  "a kernel whose host was killed is taken over by the next, and ended with it",
  async () => {
    await script("state.js", "globalThis.kept = 'still here';\n");
    expect((await tandem("run", "--name", "state", "state.js")).code).toBe(0);
    const [id = ""] = await sessions();
    const hostFile = path.join(root, "profile/sessions", id, "host.json");
    const before = JSON.parse(await readFile(hostFile, "utf8"));
    process.kill(before.pid, "SIGKILL");
    await vi.waitFor(() => expect(() => process.kill(before.pid, 0)).toThrow(), SLOW);
    const listed = JSON.parse((await tandem("sessions", "--json")).stdout);
    expect(listed).toMatchObject([{ name: "state" }]);
    const kernel = (await pidIn(id, "kernel.json")) ?? 0;
    expect(isThere(kernel)).toBe(true);
    const shown = await tandem("log", "state");
    expect(shown).toMatchObject({ code: 0 });
    // The next host has it, as it is.
    expect(await pidIn(id, "host.json")).not.toBe(before.pid);
    expect(await pidIn(id, "kernel.json")).toBe(kernel);
    expect(shown.stdout).not.toContain("was ended, because the process that looked after it");
    expect((await tandem("stop", "state")).code).toBe(0);
    await vi.waitFor(() => expect(isThere(kernel)).toBe(false), SLOW);
  },
  MINUTES,
);

it(
  "a file whose pid another program has by now ends nobody",
  async () => {
    await script("one.js", "1;\n");
    expect((await tandem("run", "--name", "one", "one.js")).code).toBe(0);
    const [id = ""] = await sessions();
    const folder = path.join(root, "profile/sessions", id);
    const host = JSON.parse(await readFile(path.join(folder, "host.json"), "utf8"));
    process.kill(host.pid, "SIGKILL");
    const ownKernel = (await pidIn(id, "kernel.json")) ?? 0;
    const stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    try {
      await writeFile(path.join(folder, "host.json"), JSON.stringify({ ...host, pid: stranger.pid }));
      const kernelFile = path.join(folder, "kernel.json");
      const kernel = JSON.parse(await readFile(kernelFile, "utf8"));
      await writeFile(kernelFile, JSON.stringify({ ...kernel, pid: stranger.pid }));
      await tandem("stop", "one");
      expect(stranger.exitCode).toBeNull();
      expect(() => process.kill(stranger.pid ?? 0, 0)).not.toThrow();
    } finally {
      stranger.kill();
      process.kill(ownKernel);
    }
  },
  MINUTES,
);
