import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, onTestFinished, test, vi } from "vitest";
import type { LaunchFile } from "../../../kernel-host/door/session-files";
import { SessionFolder } from "./session-folder";
import { SupervisedHost } from "./supervised-host";

const KERNEL: LaunchFile["kernel"] = {
  ...{ argv: ["python"], resourceDir: "", env: {} },
  ...{ interruptMode: "signal", language: "python" },
};

/** A session whose host was never started. */
async function prepare() {
  const root = await mkdtemp(join(tmpdir(), "tandem-session-"));
  onTestFinished(() => rm(root, { recursive: true, force: true }));
  const folder = await SessionFolder.create(join(root, "sessions"), (session) => ({
    ...{ session, name: "Python", kernelId: "spec:python", created: 1, kernel: KERNEL, cwd: "/" },
    ...{ socketFolder: null, runtimeFolder: join(root, "runtime") },
  }));
  const session = new SupervisedHost({
    ...{ folder, name: "Python", kernelId: "spec:python", language: "python", cwd: "/", created: 1 },
    ...{ fresh: true, log: () => {}, onChange: () => {}, onShutDown: () => {} },
    program: { execPath: process.execPath, script: "none", env: {}, build: "test" },
    places: { socketFolder: null, runtimeFolder: join(root, "runtime") },
  });
  return { folder, session };
}

const configured = (revision: string) => ({
  kernel: {
    entry: { id: `spec:${revision}`, displayName: "Python", language: "python", origin: "test" },
    launch: KERNEL,
  },
  cwd: `/${revision}`,
  launch: {
    configuration: {
      ...{ id: "a", name: "A", revision, base: "/", environment: [], environmentFile: null },
      ...{ pythonPath: [], arguments: [], startup: null, eventLoop: "auto" as const, script: null },
    },
  },
});

test("changes of what a session is started with, at whatever moments, lose none of each other", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(fc.constant("rename"), fc.constant("reconfigure")), { minLength: 2, maxLength: 6 }),
      async (kinds) => {
        const { folder, session } = await prepare();
        await Promise.all(
          kinds.map((kind, i) =>
            kind === "rename" ? session.rename(() => `name ${i}`) : session.reconfigure(configured(`r${i}`)),
          ),
        );
        const launch = await folder.launch();
        const renamed = kinds.lastIndexOf("rename");
        const revised = kinds.lastIndexOf("reconfigure");
        expect(launch?.name).toBe(renamed < 0 ? "Python" : `name ${renamed}`);
        expect(launch?.configuration?.revision).toBe(revised < 0 ? undefined : `r${revised}`);
        expect(session.info).toMatchObject({ name: launch?.name, cwd: launch?.cwd });
      },
    ),
    { numRuns: 8 },
  );
});

test("an end that failed can be tried again", async () => {
  const { folder, session } = await prepare();
  // A disk that has an error once.
  const remove = vi.spyOn(folder, "remove").mockRejectedValueOnce(new Error("EIO: i/o error"));
  await expect(session.end(0)).rejects.toThrow("EIO");
  await session.end(0);
  expect(remove).toHaveBeenCalledTimes(2);
});
