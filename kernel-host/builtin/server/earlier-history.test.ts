import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { HISTORY_FILE } from "../../door/session-files";
import { takeEarlierHistory } from "./earlier-history";

const folder = mkdtempSync(path.join(tmpdir(), "tandem-history-"));
afterAll(() => rmSync(folder, { recursive: true }));

function readingOf(text: string): readonly (readonly [number, number, string])[] {
  const file = path.join(folder, "python.jsonl");
  writeFileSync(file, text);
  return takeEarlierHistory({ [HISTORY_FILE]: file }).map(
    ({ session, line, input }) => [session, line, input] as const,
  );
}

const line = (session: string, code: string) =>
  `${JSON.stringify({ session, code, time: 1, outcome: "ok" })}\n`;

test("the latest session is run -1, the ones before count on, and inputs are numbered in theirs", () => {
  const text = line("a", "1") + line("b", "2") + line("a", "3") + line("c", "4") + line("b", "5");
  expect(readingOf(text)).toEqual([
    [-3, 1, "1"],
    [-1, 1, "2"],
    [-3, 2, "3"],
    [-2, 1, "4"],
    [-1, 2, "5"],
  ]);
});

test("lines that are torn, damaged or of another kind are passed over", () => {
  const text = `rn"}\n${line("a", "x = 'é\\n'")}{"session":1}\nnull\n${line("a", "y").slice(0, 9)}`;
  expect(readingOf(text)).toEqual([[-1, 1, "x = 'é\\n'"]]);
});

test("of a large file the end is read, and not more inputs than are of use", () => {
  const long = "z".repeat(3 * 1024 * 1024);
  const read = readingOf(line("a", long) + line("a", long) + line("b", "last"));
  expect(read.map(([, , input]) => input.length)).toEqual([long.length, 4]);
  expect(readingOf(line("a", "x").repeat(12_000))).toHaveLength(10_000);
});

test("without a file there is none, and the user's code is not told of it", () => {
  const env: NodeJS.ProcessEnv = { [HISTORY_FILE]: path.join(folder, "missing"), HOME: "/" };
  expect(takeEarlierHistory(env)).toEqual([]);
  expect(env).toEqual({ HOME: "/" });
  expect(takeEarlierHistory({})).toEqual([]);
});
