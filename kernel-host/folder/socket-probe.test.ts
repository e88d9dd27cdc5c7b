import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { whyNoSocket } from "./socket-probe";

test.skipIf(process.platform === "win32")(
  "a socket is made where there can be one, and none is left",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "tandem-probe-"));
    expect(await whyNoSocket(join(folder, "a"))).toBeUndefined();
    expect(await readdir(folder)).toEqual([]);
    expect(await whyNoSocket(join(folder, "missing/a"))).toMatch(/^E[A-Z]+$/);
    if (process.platform === "linux") expect(await whyNoSocket("/proc/a")).toMatch(/^E[A-Z]+$/);
    await rm(folder, { recursive: true });
  },
);
