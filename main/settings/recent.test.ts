import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { noteRecent, openRecent } from "./recent";

const folder = mkdtempSync(join(tmpdir(), "tandem-recent-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("keeps the newest first, each once, and reads what an earlier version wrote", async () => {
  const file = join(folder, "recent.json");
  writeFileSync(file, '{"kernelId":"spec:r"}');
  const fail = (error: unknown) => expect.unreachable(String(error));
  const recent = openRecent(file, fail);
  expect(recent.value).toEqual({ kernelId: "spec:r", places: [] });
  for (let i = 0; i < 70; i++) noteRecent(recent, { kind: "file", path: `/a/${i}.py` });
  noteRecent(recent, { kind: "folder", path: "/a" });
  noteRecent(recent, { kind: "file", path: "/a/69.py" });
  await recent.settled();
  const { kernelId, places } = openRecent(file, fail).value;
  expect(kernelId).toBe("spec:r");
  expect(places).toHaveLength(60);
  expect(places.slice(0, 3)).toEqual([
    { kind: "file", path: "/a/69.py" },
    { kind: "folder", path: "/a" },
    { kind: "file", path: "/a/68.py" },
  ]);
});
