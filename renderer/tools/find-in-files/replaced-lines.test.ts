import { expect, it } from "vitest";
import type { FoundPlace } from "../../../preload/contract/searching";
import { globsOf, withFound } from "./found-files";
import { movedPlaces, replacedLines } from "./replaced-lines";
import { nextPlace, rowsOf } from "./rows";

const place = (line: number, column: number, text: string, replacement: string): FoundPlace => {
  const [endLine, endColumn] = text.includes("\n")
    ? [line + text.split("\n").length - 1, (text.split("\n").at(-1) ?? "").length + 1]
    : [line, column + text.length];
  return {
    line,
    column,
    endLine,
    endColumn,
    before: "",
    after: "",
    text,
    whole: true,
    replacement,
    cell: null,
  };
};

it("replaces several places of a line, and places that reach over lines", () => {
  const lines = ["a b a", "one", "two", ""];
  expect(
    replacedLines(lines, [place(1, 1, "a", "XX"), place(1, 5, "a", ""), place(2, 2, "ne\ntwo", "k")]),
  ).toEqual(["XX b ", "ok", ""]);
  expect(replacedLines(lines, [place(1, 3, "b", "1\n2")])).toEqual(["a 1", "2 a", "one", "two", ""]);
});

it("replaces nothing where the text is another one by now", () => {
  expect(replacedLines(["a b"], [place(1, 1, "x", "y")])).toBeNull();
  expect(replacedLines(["a b"], [place(2, 1, "a", "y")])).toBeNull();
  expect(replacedLines(["abcdef"], [{ ...place(1, 1, "abc", "y"), whole: false, endColumn: 7 }])).toEqual([
    "y",
  ]);
});

it("parts globs at commas, but for those in braces", () => {
  expect(globsOf(" *.py, src/{a,b}.js ,, !")).toEqual(["*.py", "src/{a,b}.js"]);
});

it("keeps files in the order of their paths, with all of their places", () => {
  const found = (path: string) => ({ path, document: null, places: [place(1, 1, "a", "b")] });
  const one = withFound([], [found("/f10"), found("/f2")]);
  const two = withFound(one, [found("/f10"), found("/a")]);
  expect(two.map(({ key, places }) => [key, places.length])).toEqual([
    ["/a", 1],
    ["/f2", 1],
    ["/f10", 2],
  ]);
  const rows = rowsOf(two, new Set(["/f2"]));
  expect(rows.map(({ kind }) => kind)).toEqual(["file", "place", "file", "file", "place", "place"]);
  expect([nextPlace(rows, 1, 1), nextPlace(rows, 1, -1), nextPlace([], 0, 1)]).toEqual([4, 5, undefined]);
});

it("what was left out is found where it has moved to", () => {
  const out = [place(1, 5, "a", "XX"), place(3, 5, "a", "XX"), place(4, 1, "a", "XX")];
  const places = [
    ...out,
    place(1, 1, "a", "XX"),
    place(1, 9, "a", "XX"),
    place(2, 1, "k\nk a", "1\n2\n3"),
    place(3, 7, "a", "XX"),
  ];
  expect(movedPlaces(places, new Set(out))).toEqual([
    { line: 1, column: 6 },
    { line: 4, column: 3 },
    { line: 5, column: 1 },
  ]);
  expect(movedPlaces(places, new Set())).toEqual([]);
});
