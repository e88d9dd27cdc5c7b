import { expect, test } from "vitest";
import { analyse, judgePatterns, patternsIn } from "./patterns.mjs";

const patterns = (code: string) =>
  patternsIn("main/x.ts", code).map(({ line, pattern }) => `${line} ${pattern}`);
const known = (
  linear: string[] = [],
  exceptions: { pattern: string; files: string[]; reason: string }[] = [],
) => ({
  linear,
  exceptions,
});

test("patterns are found as literals, and as texts that can be read from the file", () => {
  expect(patterns("const a = /x+[/]y/giu;\nconst b = text.replace(/\\s/, '');")).toEqual([
    "1 /x+[/]y/giu",
    "2 /\\s/",
  ]);
  expect(
    patterns(
      'const NAME = "[a-z]+";\nconst a = new RegExp(`coding: ?${NAME}`, "d");\nconst b = RegExp("\\\\d");',
    ),
  ).toEqual(["2 /coding: ?[a-z]+/d", "3 /\\d/"]);
  expect(patterns("const a = new RegExp(\n  given,\n);")).toEqual(["1 new RegExp(given, )"]);
});

test("a pattern that is not linear fails, with a text on which it takes long", () => {
  const uses = patternsIn("main/x.ts", "const a = /(?:[^/]+\\/?)*\\.py/;");
  expect(judgePatterns(uses, known()).wrong).toEqual([
    expect.stringMatching(/^main\/x\.ts:1: .*exponential[^]*repeat/),
  ]);
  expect(judgePatterns(patternsIn("main/x.ts", "/\\s+$/"), known()).wrong).toHaveLength(1);
  expect(judgePatterns(patternsIn("main/x.ts", "new RegExp(given)"), known()).wrong).toHaveLength(1);
});

test("a linear one passes and is told as new; one that is known is not analysed", () => {
  const uses = patternsIn("main/x.ts", "const a = /^[a-z]+=\\d+$/d;");
  expect(judgePatterns(uses, known())).toEqual({ wrong: [], found: ["/^[a-z]+=\\d+$/d"] });
  const never = () => {
    throw new Error("analysed");
  };
  expect(judgePatterns(uses, known(["/^[a-z]+=\\d+$/d"]), never)).toEqual({ wrong: [], found: [] });
});

test("an exception is for its files, and has a reason in words", () => {
  const uses = patternsIn("main/x.ts", "/\\s+$/");
  const exception = { pattern: "/\\s+$/", files: ["main/x.ts"], reason: "It reads our own words." };
  expect(judgePatterns(uses, known([], [exception])).wrong).toEqual([]);
  expect(judgePatterns(uses, known([], [{ ...exception, reason: "fine" }])).wrong).toHaveLength(1);
  const elsewhere = judgePatterns(patternsIn("main/y.ts", "/\\s+$/"), known([], [exception])).wrong;
  expect(elsewhere).toEqual([
    expect.stringContaining("main/y.ts:1: not known to be linear"),
    expect.stringContaining("main/x.ts does not use /\\s+$/"),
  ]);
});

test("what is listed and used no more fails", () => {
  expect(judgePatterns([], known(["/a/"])).wrong).toEqual(["nothing uses /a/, which is listed as linear"]);
});

test("a pattern with bounds that trial and error cannot judge is proved", () => {
  const [use] = patternsIn("main/x.ts", '/File "([^"\\n]{1,1000})", line \\d/g');
  expect(use && analyse(use).linear).toBe(true);
});
