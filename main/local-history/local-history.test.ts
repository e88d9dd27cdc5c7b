import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { LocalHistory } from "./local-history";

function inFolder() {
  let folder = "";
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "tandem-history-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  return () => join(folder, "local-history");
}
const place = inFolder();

const LIMITS = { versions: 3, bytes: 1_000_000, age: 1_000_000 };
const START = 1_700_000_000_000;

/** A clock that goes on by a second each time. */
const ticking = () => {
  let time = START;
  return () => (time += 1000);
};
const texts = async (history: LocalHistory, path: string) =>
  Promise.all((await history.list(path)).map(({ id }) => history.read(path, id)));

it("keeps what was saved and run, newest first, the same text once, so many of each file", async () => {
  const history = new LocalHistory(place(), LIMITS, ticking());
  expect(await history.keep("/a.py", "one\n", "save")).toBe(true);
  expect(await history.keep("/a.py", "one\n", "run")).toBe(false);
  for (const text of ["two ä\n", "three", ""]) await history.keep("/a.py", text, "run");
  await history.keep("/b.py", "other", "before");
  expect(await texts(history, "/a.py")).toEqual(["", "three", "two ä\n"]);
  const [before] = await history.list("/b.py");
  expect(before).toMatchObject({ reason: "before" });
  expect(before?.time).toBeGreaterThan(START + 4000);
  expect(await history.list("/c.py")).toEqual([]);
});

it("is the user's alone", async () => {
  const history = new LocalHistory(place());
  await history.keep("/a.py", "secret", "save");
  const [own = ""] = await readdir(place());
  expect((await stat(join(place(), own))).mode & 0o777).toBe(0o700);
  for (const name of await readdir(join(place(), own)))
    expect((await stat(join(place(), own, name))).mode & 0o777).toBe(0o600);
});

it("keeps the order of what comes at once", async () => {
  const history = new LocalHistory(place(), { ...LIMITS, versions: 50 }, () => START);
  await Promise.all(Array.from({ length: 20 }, (_, at) => history.keep("/a.py", `${at}`, "run")));
  expect(await texts(history, "/a.py")).toEqual(Array.from({ length: 20 }, (_, at) => `${19 - at}`));
});

it("says so of a version that is gone or damaged", async () => {
  const history = new LocalHistory(place());
  await history.keep("/a.py", "text", "save");
  const [version] = await history.list("/a.py");
  const id = version?.id ?? "";
  const [own = ""] = await readdir(place());
  await writeFile(join(place(), own, `${id}.gz`), "no gzip");
  await expect(history.read("/a.py", id)).rejects.toThrow("This version is not there any more");
  await history.forget("/a.py");
  expect(await history.list("/a.py")).toEqual([]);
  await expect(history.read("/a.py", id)).rejects.toThrow("This version is not there any more");
});

it("takes away what is too old and what is too much, oldest first", async () => {
  let time = START;
  const history = new LocalHistory(place(), { versions: 100, bytes: 3_000, age: 10_000 }, () => time);
  await history.keep("/old.py", "old", "save");
  time += 20_000;
  await history.keep("/new.py", "new", "save");
  await history.prune();
  expect(await history.list("/old.py")).toEqual([]);
  expect(await texts(history, "/new.py")).toEqual(["new"]);
  expect(await readdir(place())).toHaveLength(1);
  // What cannot be packed: each takes about 1,000 bytes.
  const noise = (seed: number) =>
    Array.from({ length: 1000 }, (_, at) => ((at * at * seed) % 9973).toString(36))
      .join("")
      .slice(0, 1600);
  for (const seed of [3, 5, 7, 11, 13]) {
    time += 10;
    await history.keep(`/${seed}.py`, noise(seed), "save");
  }
  await history.prune();
  expect(await texts(history, "/13.py")).toEqual([noise(13)]);
  expect(await history.list("/new.py")).toEqual([]);
});

it("goes along with a file's new name", async () => {
  const history = new LocalHistory(place());
  await history.keep("/a.py", "a", "save");
  await history.keep("/c.py", "c", "save");
  await history.moved("/a.py", "/b.py");
  expect(await texts(history, "/b.py")).toEqual(["a"]);
  await history.moved("/b.py", "/c.py");
  expect(await texts(history, "/c.py")).toEqual(["c"]);
});

it("fails where the profile takes nothing, and lists nothing then", async () => {
  const file = join(place(), "..", "..", `tandem-file-${process.pid}`);
  await writeFile(file, "");
  const history = new LocalHistory(join(file, "below a file"));
  await expect(history.keep("/a.py", "a", "save")).rejects.toThrow();
  expect(await history.list("/a.py")).toEqual([]);
  await rm(file);
});
