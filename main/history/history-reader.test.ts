import { appendFile, mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { HistoryEntry, HistoryQuery, HistoryRow } from "../../preload/contract/history";
import { HistoryReader } from "./history-reader";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-history-"));
});
afterEach(() => rm(folder, { recursive: true }));

const NOON = new Date(2026, 2, 4, 12).getTime();
const DAY = new Date(2026, 2, 4).getTime();
const MINUTE = 60_000;
const ANY: HistoryQuery = { text: "", language: null, outcome: "all", sessions: null };
const line = (code: string, more: Partial<HistoryEntry> = {}) =>
  `${JSON.stringify({ session: "a", time: NOON, code, outcome: "ok", ...more })}\n`;
const file = (name = "python") => join(folder, `${name}.jsonl`);
const told = (rows: readonly HistoryRow[]) =>
  rows.map((row) => (row.kind === "input" ? row.code : row.kind === "day" ? row.day : row.session));

it("lists days, their sessions and inputs, each the newest first", async () => {
  await writeFile(
    file(),
    line("old", { time: NOON - 24 * 60 * MINUTE }) +
      line("one") +
      line("late", { time: NOON + 5 * MINUTE }) +
      line("between", { time: NOON + MINUTE }) +
      line("known by the kernel", { time: 0, session: "", outcome: null }),
  );
  await writeFile(file("r"), line("x <- 1", { session: "b", time: NOON + 3 * MINUTE }));
  const { page, rows, found, languages } = await new HistoryReader(folder).find(ANY, 0, 100);
  expect(told(page)).toEqual([
    DAY,
    "a",
    "late",
    "between",
    "one",
    "b",
    "x <- 1",
    new Date(2026, 2, 3).getTime(),
    "a",
    "old",
    0,
    "",
    "known by the kernel",
  ]);
  expect({ rows, found, languages }).toEqual({ rows: 13, found: 6, languages: ["python", "r"] });
  expect(page[0]).toMatchObject({ count: 4 });
});

it("filters by words, language, outcome and session", async () => {
  await writeFile(file(), line("Plot(lamp)") + line("plot(x)", { session: "b", outcome: "error" }));
  await writeFile(file("r"), line("plot(lamp)", { outcome: "kernel died" }));
  const reader = new HistoryReader(folder);
  const codes = async (query: Partial<HistoryQuery>) =>
    (await reader.find({ ...ANY, ...query }, 0, 100)).page.flatMap((row) =>
      row.kind === "input" ? [row.code] : [],
    );
  expect(await codes({ text: "lamp plot" })).toEqual(["Plot(lamp)", "plot(lamp)"]);
  expect(await codes({ text: "Plot" })).toEqual(["Plot(lamp)"]);
  expect(await codes({ language: "r" })).toEqual(["plot(lamp)"]);
  expect(await codes({ outcome: "failed" })).toEqual(["plot(x)"]);
  expect(await codes({ outcome: "other" })).toEqual(["plot(lamp)"]);
  expect(await codes({ sessions: ["b"] })).toEqual(["plot(x)"]);
  expect(await codes({ sessions: [] })).toEqual([]);
});

it("counts lines that are no entries, and reads what comes later once it is whole", async () => {
  await writeFile(
    file(),
    `${line("a")}{"session":"a","time":"noon"}\n\0\0\n\n[]\n${line("b")}{"session":"a","ti`,
  );
  const reader = new HistoryReader(folder);
  expect(await reader.find(ANY, 0, 0)).toMatchObject({ all: 2, broken: 3, version: 1 });
  expect(await reader.find(ANY, 0, 0)).toMatchObject({ version: 1 });
  await appendFile(file(), `me":1,"code":"c","outcome":null}\n${line("x".repeat(3000))}`);
  const { page, all, broken } = await reader.find({ ...ANY, text: "x" }, 0, 10);
  expect({ all, broken }).toEqual({ all: 4, broken: 3 });
  expect(page.at(-1)).toMatchObject({ code: "x".repeat(400), lines: 1 });
  expect(reader.codes([3, 0, 99]).map(({ code }) => code.length)).toEqual([1, 3000]);
});

it("reads a file anew that was written anew, and of a long one the end", async () => {
  await mkdir(folder, { recursive: true });
  await writeFile(file(), line("a") + line("b") + line("c"));
  const reader = new HistoryReader(folder, line("c").length + 3);
  expect(await reader.find(ANY, 0, 10)).toMatchObject({ all: 1, broken: 0 });
  const whole = new HistoryReader(folder);
  await whole.find(ANY, 0, 10);
  await writeFile(`${file()}.new`, line("c"));
  await rename(`${file()}.new`, file());
  expect(await whole.find(ANY, 0, 10)).toMatchObject({ all: 1, version: 3 });
});

it("filters 200,000 inputs within 50 ms a key, and reads 500,000 with broken lines", async () => {
  const lines: string[] = [];
  for (let i = 0; i < 500_000; i++) {
    const code = `spectrum_${i % 977} = reduce(frame[${i}], dark=dark_${i % 31}, flat=flat)\nplot(spectrum_${i % 977})`;
    lines.push(i % 100 === 0 ? "{broken\n" : line(code, { session: `s${i >> 9}`, time: NOON + i * 20_000 }));
  }
  await writeFile(file(), lines.slice(0, 200_000).join(""));
  const short = new HistoryReader(folder);
  await short.find(ANY, 0, 1);
  const times: number[] = [];
  for (const text of ["s", "sp", "spe", "spec 31", "flat dark_3", "nothing of it"]) {
    // The time of this process: what else the machine does is not counted.
    const from = process.cpuUsage();
    await short.find({ ...ANY, text }, 0, 200);
    times.push(process.cpuUsage(from).user / 1000);
  }
  await writeFile(file(), lines.join(""));
  expect(await new HistoryReader(folder).find(ANY, 0, 1)).toMatchObject({ all: 495_000, broken: 5_000 });
  expect(times.toSorted((a, b) => a - b)[2]).toBeLessThan(1_000);
});
