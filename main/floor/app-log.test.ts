import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { AppLog } from "./app-log";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-log-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("takes lines with their time, and puts a full file aside", async () => {
  const log = new AppLog(join(folder, "logs"), 110);
  for (const line of ["first", "second", "third"]) log.write(line);
  log.dispose();
  expect(log.problem).toBeUndefined();
  expect(await readFile(join(folder, "logs/app.log"), "utf8")).toMatch(/^\S+Z second\n\S+Z third\n$/);
  expect(await readFile(join(folder, "logs/app.1.log"), "utf8")).toMatch(
    /^\S+Z Tandem starts as process \d+\n\S+Z first\n$/,
  );
});

it("that cannot be opened does not stop the app: it says so, lines go to stderr, and it is tried again", async () => {
  const stderr = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  const inTheWay = join(folder, "logs");
  await writeFile(inTheWay, "");
  const log = new AppLog(inTheWay);
  expect(log.problem).toMatch(/^Tandem goes on without its own log: .*app\.log cannot be written/);
  log.write("to nobody");
  expect(stderr.mock.calls.flat().join("")).toContain("to nobody");
  stderr.mockRestore();
  await rm(inTheWay);
  log.write("there again");
  log.dispose();
  expect(await readFile(join(inTheWay, "app.log"), "utf8")).toContain("there again");
});
