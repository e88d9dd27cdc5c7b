/** The kernel-host and the JavaScript kernel as arm64 Linux runs them, by QEMU where this machine is another. */
import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { programsForTerminals } from "../../build/bundle.mjs";
import { ensureArm64Node } from "../../build/setup/arm64.mjs";
import { Stop } from "../../build/setup/say.mjs";

const run = promisify(execFile);
const LIMIT = { timeout: 120_000 };

let folder: string;
let node: string | undefined;
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "tandem-arm64-"));
  node = await ensureArm64Node().catch((error: unknown) => {
    if (!(error instanceof Stop)) throw error;
    console.log(error.message);
    return undefined;
  });
  const esbuild = await import("esbuild");
  const programs = programsForTerminals(path.join(folder, "out"), { platform: "linux", arch: "arm64" });
  await Promise.all(programs.map((program) => esbuild.build(program)));
  await copyFile("package.json", path.join(folder, "package.json"));
  await mkdir(path.join(folder, "work"));
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 }));

/** The command line; what it starts is arm64's. */
async function tandem(...args: string[]): Promise<string> {
  const profile = `--user-data-dir=${path.join(folder, "profile")}`;
  const words = ["-r", "./started-by.cjs", "out/cli/tandem.js", profile, ...args];
  const { stdout } = await run(process.execPath, words, { ...LIMIT, cwd: folder });
  return stdout;
}

test("runs a script, keeps what it printed, and ends", async (context) => {
  if (node === undefined) return context.skip();
  // The system starts no program of another processor: hosts and kernels are started by the one that can.
  await writeFile(path.join(folder, "started-by.cjs"), `process.execPath = ${JSON.stringify(node)};\n`);
  await writeFile(path.join(folder, "work/fit.js"), "console.log('on', process.arch, 6 * 7);\n");
  expect(await tandem("run", "work/fit.js")).toBe("on arm64 42\n");
  expect(await tandem("log", "fit.js")).toContain("on arm64 42");
  await tandem("stop", "fit.js");
  expect(JSON.parse(await tandem("sessions", "--json"))).toMatchObject([{ state: "closed" }]);
}, 300_000);
