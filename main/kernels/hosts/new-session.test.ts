import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { newSessionFolder } from "./new-session";

test("a new session's host knows its places, and where it remembers that its kernel needs TCP", async () => {
  const profile = await mkdtemp(join(tmpdir(), "tandem-new-session-"));
  onTestFinished(() => rm(profile, { recursive: true }));
  const places = {
    sessionsFolder: join(profile, "sessions"),
    runtimeFolder: join(profile, "runtime"),
    sockets: { folder: null, reason: "none here" },
  };
  const kernel = {
    ...{ argv: ["python"], resourceDir: "", env: {}, language: "python" },
    interruptMode: "signal" as const,
  };
  const what = { name: "Python", created: 1, kernelId: "spec:python", kernel, cwd: "/" };
  const [one, same, other] = await Promise.all(
    [what, { ...what, name: "Python 2" }, { ...what, kernel: { ...kernel, argv: ["other"] } }].map(
      async (each) => (await newSessionFolder(places, each)).launch(),
    ),
  );
  expect(one).toMatchObject({ ...what, keep: true, socketFolder: null, socketReason: "none here" });
  expect(dirname(one?.tcpMemory ?? "")).toBe(join(profile, "tcp-kernels"));
  expect(same?.tcpMemory).toBe(one?.tcpMemory);
  expect(other?.tcpMemory).not.toBe(one?.tcpMemory);
});
