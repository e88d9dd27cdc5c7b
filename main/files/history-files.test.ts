import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { HistoryEntry } from "../../preload/contract/history";
import { HistoryFiles } from "./history-files";

let folder: string;
let history: HistoryFiles;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-history-"));
  history = new HistoryFiles(join(folder, "history"));
});
afterEach(() => rm(folder, { recursive: true }));

const entry = (code: string): HistoryEntry => ({ session: "s1", time: 5, code, outcome: "ok" });
const file = () => join(folder, "history/python.jsonl");

it("gives the last inputs back, oldest first, by language", async () => {
  await Promise.all([
    history.append("Python", [entry("a"), entry("b\nb")]),
    history.append("python", [entry("c")]),
  ]);
  await history.append("R", [entry("r")]);
  expect((await history.read("python", 2)).map(({ code }) => code)).toEqual(["b\nb", "c"]);
  expect(await history.read("R", 10)).toEqual([entry("r")]);
  expect(await history.read("julia", 10)).toEqual([]);
});

it("is for the user only, and one line each", async () => {
  await history.append("python", [entry("a"), entry("b\nb")]);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  expect((await readFile(file(), "utf8")).split("\n")).toHaveLength(3);
});

it("leaves out lines that cannot be read, and writes on after a torn one", async () => {
  await history.append("python", [entry("a")]);
  await appendFile(file(), '{"session":"s1","time":5,"co');
  await history.append("python", [entry("b")]);
  await appendFile(file(), 'null\n{"code":1}\n');
  expect((await history.read("python", 10)).map(({ code }) => code)).toEqual(["a", "b"]);
});

it("keeps every language in the folder, whatever its name", async () => {
  await history.append("../../evil/C++", [entry("x")]);
  expect(await readdir(join(folder, "history"))).toEqual(["______evil_c++.jsonl"]);
  expect(await history.read("../../evil/C++", 1)).toHaveLength(1);
});

it("says that it cannot write", async () => {
  await writeFile(join(folder, "history"), "");
  await expect(history.append("python", [entry("a")])).rejects.toThrow();
  expect(await history.read("python", 1)).toEqual([]);
});

it("a file that has grown too long keeps its end", async () => {
  const long = new HistoryFiles(join(folder, "history"), 10_000);
  for (let n = 0; n < 50; n++) await long.append("python", [entry(`${n} ${"x".repeat(1000)}`)]);
  expect((await stat(file())).size).toBeLessThan(12_000);
  expect((await stat(file())).mode & 0o777).toBe(0o600);
  const left = (await long.read("python", 100)).map(({ code }) => Number(code.split(" ")[0]));
  expect(left.at(-1)).toBe(49);
  expect(left).toEqual(Array.from({ length: left.length }, (_, i) => 50 - left.length + i));
});

it("takes an input once that several windows tell of", async () => {
  await Promise.all([1, 2, 3].map(() => history.append("python", [entry("a"), { ...entry("a"), time: 6 }])));
  await history.append("python", [{ ...entry("a"), time: 0 }]);
  expect((await history.read("python", 10)).map(({ time }) => time)).toEqual([5, 6, 0]);
});
