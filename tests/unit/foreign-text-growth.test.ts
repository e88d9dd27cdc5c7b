/** Whatever a kernel, a file or a program writes: to read four times as much takes four times as long, not sixteen. */
import { describe, expect, it } from "vitest";
import { beginningAt } from "../../kernel-host/builtin/javascript/expression-before";
import { shadowingFile } from "../../kernel-host/kernel/shadowing";
import { parseLauncher } from "../../main/kernels/discovery/windows-pythons";
import { whyFailed } from "../../main/kernels/environments/failure-sentences";
import { declaredEncoding } from "../../preload/contract/text-encodings";
import { toLines } from "../../preload/transcript/terminal";
import { withoutLastFeeds } from "../../preload/transcript/text";
import { servedPython } from "../../renderer/code/language-server/python-text";
import { callAt } from "../../renderer/shell/input/call-at";
import { describe as described } from "../../renderer/shell/input/described";
import { judge } from "../../renderer/shell/input/local-complete";
import { withoutPrompts } from "../../renderer/shell/input/pasted-code";
import { rasterSize, svgSize } from "../../renderer/shell/output/content/image-size";
import { frameIn, placesIn } from "../../renderer/shell/output/links/printed-places";
import { linksIn, targetOfAddress } from "../../renderer/shell/output/links/text-links";
import { drawLatex } from "../../renderer/shell/output/markup/draw-math";
import { recordsOf } from "../../renderer/shell/output/table/separated-values";
import { isNarrow, rowsFor } from "../../renderer/shell/transcript/columns";
import { htmlInRows } from "../../renderer/shell/transcript/html-in-rows";
import { tidyTraceback } from "../../renderer/shell/transcript/traceback";
import { foldedFrames } from "../../renderer/shell/transcript/traceback-frames";
import { growthOf } from "./growth";

const CHARACTERS = 10_000;
const ALLOWED = 1.5;

/** What is said over and over in a nasty line; the line ends with what makes its beginning fit nothing. */
const SHAPES: readonly (readonly [shape: string, end: string])[] = [
  ["x", "!"],
  [" ", "x"],
  ["\t", "\0"],
  ["/a", ".py"],
  ["/a b", ":"],
  ["a.b:1", "x"],
  ["\\", '"'],
  ['"', "'"],
  ['"\\', "\n"],
  ["at (", ":1:2"],
  ["at /x", ":1:2)"],
  ['File "', '", line 1'],
  ['", line 0, in ', "\u2028"],
  ["Cell In[1", "], line"],
  ["https://a,", ","],
  ["$", "x"],
  ["$$a", ""],
  ["\\(a", ""],
  ["\\begin{a}", ""],
  ["<svg ", ""],
  ["<a b='", ""],
  ["=", "x"],
  ["= ", "!"],
  ["a[", "= !x"],
  ["1_", "x"],
  ["(:1", ")"],
  ["\x1b[31mx\x1b[0m", ""],
  ["\x1b]0;", ""],
  ["\x1b[1;", ""],
  ["a\r", ""],
  ["a\b", ""],
  ["a\x1b[1K", ""],
  ["x\x1b[2D", ""],
  ["\u05d0 ", "!"],
  ["\u4e2d", ""],
  ["#", "\n"],
  ["\n", "x"],
  ['a,"', ""],
  ["a\n", "\0"],
];

/** Functions that are given what others wrote. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  toLines,
  linksIn: (text) => [linksIn(text), linksIn(text.slice(0, 1999))],
  placesIn,
  frameIn,
  targetOfAddress,
  isNarrow,
  rowsFor: (text) => rowsFor(text, 80),
  foldedFrames: (text) => foldedFrames([{ text }, { text: `  ${text}` }]),
  tidyTraceback: (text) => tidyTraceback([{ text: `${text}Traceback (most recent call last)` }], 80),
  svgSize: (text) => svgSize(text),
  rasterSize: (text) => rasterSize(text),
  recordsOf: (text) => {
    for (const record of recordsOf(text, ",")) record.length;
  },
  withoutLastFeeds,
  describe: (text) => described({ "text/plain": `Signature: f(${text}` }),
  judge: (text) => judge(text, "python"),
  parseLauncher,
  htmlInRows: (text) => htmlInRows(text, text, [80, 160]),
  shadowingFile: (text) => shadowingFile(`Traceback (most recent call last)\n${text}`, "/nowhere"),
  whyFailed: (text) => whyFailed("x", [text], "exit code 1"),
  declaredEncoding: (text) =>
    [".py", ".html", ".css", ".txt", ".xml"].map((name) => declaredEncoding(text, name)),
  withoutPrompts,
  callAt: (text) => callAt(text, text.length, "python"),
  servedPython: (text) => [
    servedPython(`!ls\n${text}`),
    servedPython(`%%bash\n${text}`),
    servedPython(`x = ${text}?`),
  ],
};

describe("time grows with the length of a line", () => {
  for (const [name, read] of Object.entries(READERS)) {
    it(name, () => {
      for (const [shape, end] of SHAPES) {
        const prepare = (size: number) => {
          const text = shape.repeat(Math.ceil(size / shape.length)) + end;
          return () => read(text);
        };
        expect([shape, growthOf(prepare, CHARACTERS) < ALLOWED]).toEqual([shape, true]);
      }
    });
  }

  it("of text/latex that has no end", () => {
    for (const begin of ["\\(", "\\[", "\\begin{a}", "\\begin{a}\\end{b}"])
      expect(growthOf((size) => () => drawLatexOrNot(`$x$ ${begin.repeat(size / 2)}`), 4000)).toBeLessThan(
        ALLOWED,
      );
  });

  it("of the name that JavaScript ends with", () => {
    expect(growthOf((size) => () => beginningAt(`${"$".repeat(size)} `), CHARACTERS)).toBeLessThan(ALLOWED);
  });
});

it("a path of two thousand folders is a link like any other, or none", () => {
  const folders = "/a".repeat(2000);
  expect(growthOf((size) => () => placesIn(`${"/a b".repeat(size)}.py:1`), 20_000)).toBeLessThan(ALLOWED);
  expect(placesIn(`${folders}/x.py:12 and more`)).toEqual([
    { start: 0, end: folders.length + 8, path: `${folders}/x.py`, line: 12 },
  ]);
  expect(placesIn(folders)).toEqual([]);
});

/** KaTeX says what is wrong by throwing. */
function drawLatexOrNot(source: string): string {
  try {
    return drawLatex(source);
  } catch {
    return "";
  }
}
