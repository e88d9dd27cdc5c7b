/** Files of a session that name a pid which another program has by now: every way to end something leaves that one alone. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  isAlive,
  isCertain,
  signalGroup,
  signalProcess,
  startTimeOf,
} from "../../../kernel-host/door/processes";
import type { LaunchFile } from "../../../kernel-host/door/session-files";
import { SESSION_FILE } from "../../../kernel-host/door/session-folder-reader";
import { endKernel } from "./end-kernel";
import { findSession, kernelGone } from "./found-session";
import { HostProcess } from "./host-process";
import { SessionFolder } from "./session-folder";

/** Starts that the stranger cannot have: of another process, of another start of the machine, unknown. */
const OTHER_STARTS = ["1@00000000-0000-4000-8000-000000000000", "created 116444736000000000", "", null];

let parent: string;
let folder: SessionFolder;
let stranger: ReturnType<typeof spawn>;
let pid: number;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), "tandem-reused-"));
  folder = await SessionFolder.create(parent, (session) => launch(session));
  // It leads a group, as hosts and kernels do.
  stranger = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
    stdio: "ignore",
    detached: true,
  });
  await once(stranger, "spawn");
  pid = stranger.pid ?? 0;
});
afterEach(async () => {
  stranger.kill("SIGKILL");
  await rm(parent, { recursive: true, force: true, maxRetries: 5 });
});

function launch(session: string): LaunchFile {
  return {
    session,
    name: "Python",
    kernel: { argv: ["python"], resourceDir: "", env: {}, interruptMode: "signal", language: "python" },
    cwd: parent,
    socketFolder: null,
    runtimeFolder: parent,
  };
}

async function say(startTime: string | null): Promise<void> {
  const host = { pid, startTime, epoch: 1, build: "1", attach: { kind: "tcp", port: 1 } };
  const kernel = { pid, startTime, life: 1, session: folder.session, ready: true };
  await writeFile(path.join(folder.path, SESSION_FILE.host), JSON.stringify(host));
  await writeFile(path.join(folder.path, SESSION_FILE.kernel), JSON.stringify(kernel));
}

async function lives(): Promise<boolean> {
  // An order to end, had one been sent, would have come before this.
  const startTime = await startTimeOf(pid);
  return stranger.exitCode === null && stranger.signalCode === null && startTime !== null;
}

test.each(OTHER_STARTS)("nothing is ended that was started at another time (%s)", async (startTime) => {
  await say(startTime);
  const meant = { pid, startTime };
  expect(await isCertain(meant)).toBe(false);
  for (const signal of ["SIGINT", "SIGTERM", "SIGKILL"] as const) {
    expect(await signalProcess(meant, signal)).toBe(false);
    expect(await signalGroup(meant, signal)).toBe(false);
  }
  for (const hurry of [true, false])
    expect(await endKernel(folder.session, await folder.kernel(), hurry)).toBe(true);
  const found = HostProcess.found(meant, folder, { build: "1" });
  found.askToEnd();
  await found.kill();
  expect(await lives()).toBe(true);
});

test("a session whose host's pid is another's is not taken for one that runs", async () => {
  for (const startTime of OTHER_STARTS) {
    await say(startTime);
    expect(await findSession(folder)).toMatchObject({ state: "closed" });
    // Of a kernel without a start it is not known that it is gone.
    expect(await kernelGone(folder)).toBe(startTime !== null);
  }
});

test("one whose start is its own is", async () => {
  const startTime = await startTimeOf(pid);
  await say(startTime);
  expect(await isAlive({ pid, startTime })).toBe(true);
  expect(await findSession(folder)).toMatchObject({ state: "hosted", host: { pid } });
  expect(await signalGroup({ pid, startTime }, "SIGKILL")).toBe(true);
  await once(stranger, "exit");
});
