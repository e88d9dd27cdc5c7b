import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startTimeOf } from "../../../kernel-host/door/processes";
import { SessionFolder } from "./session-folder";
import { Supervisor } from "./supervisor";

test("of a session that several look for at the same time there is one", async () => {
  const root = await mkdtemp(join(tmpdir(), "tandem-supervisor-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const sessionsFolder = join(root, "sessions");
  const runtimeFolder = join(root, "runtime");
  const folder = await SessionFolder.create(sessionsFolder, (session) => ({
    ...{ session, name: "Python", kernelId: "spec:python", created: 1, cwd: "/" },
    ...{ socketFolder: null, runtimeFolder },
    kernel: { argv: ["python"], resourceDir: "", env: {}, interruptMode: "signal", language: "python" },
  }));
  // A host that lives and is slow to answer: this process.
  const slow = createServer(() => {});
  await new Promise<void>((resolve) => slow.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void slow.close());
  const { port } = slow.address() as { port: number };
  const host = {
    ...{ pid: process.pid, startTime: await startTimeOf(process.pid), epoch: 1, build: "test" },
    attach: { kind: "tcp", port },
  };
  await writeFile(join(folder.path, "host.json"), JSON.stringify(host));
  const supervisor = new Supervisor({
    ...{ sessionsFolder, runtimeFolder, sockets: { folder: null, reason: "" }, log: () => {} },
    program: { execPath: process.execPath, script: "none", env: {}, build: "test" },
  });
  let added = 0;
  supervisor.onChange((sessions) => {
    if (sessions.some(({ id }) => id === folder.session)) added++;
  });
  const lists = await Promise.all([supervisor.all(), supervisor.all(), supervisor.takeOver()]);
  expect(added).toBe(1);
  expect(lists[0]?.map(({ id }) => id)).toEqual([folder.session]);
  await supervisor.leave();
});
