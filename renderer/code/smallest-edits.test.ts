import fc from "fast-check";
import { expect, it } from "vitest";
import { smallestEdits, type TextEdit } from "./smallest-edits";

/** What an editor makes of edits. */
function applied(lines: readonly string[], edits: readonly TextEdit[]): string {
  const text = lines.join("\n");
  const begins = lines.map((_line, at) => lines.slice(0, at).join("\n").length + (at > 0 ? 1 : 0));
  const offset = (line: number, column: number) => (begins[line - 1] ?? Number.NaN) + column - 1;
  let result = "";
  let at = 0;
  for (const { range, text: put } of edits) {
    const from = offset(range.startLineNumber, range.startColumn);
    expect(from).toBeGreaterThanOrEqual(at);
    result += text.slice(at, from) + put;
    at = offset(range.endLineNumber, range.endColumn);
  }
  return result + text.slice(at);
}

it("makes the one text of the other", () => {
  const lines = fc.array(fc.constantFrom("", "a", "b", "ab", "abc", "xaby"), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      expect(applied(before, smallestEdits(before, after))).toBe(after.join("\n"));
    }),
    { numRuns: 2000 },
  );
});

it("touches nothing but what changed", () => {
  const before = ["import os", "", "def f():", "    return 1", "", "f()"];
  expect(smallestEdits(before, before)).toEqual([]);
  expect(smallestEdits(before, ["# new", ...before])).toEqual([
    { range: { startLineNumber: 1, startColumn: 1, endLineNumber: 1, endColumn: 1 }, text: "# new\n" },
  ]);
  expect(
    smallestEdits(before, ["import os, sys", "", "def f():", "    return 12", "", "f()"]).map(
      ({ text }) => text,
    ),
  ).toEqual([", sys", "2"]);
});

it("compares long files that have nothing in common in a moment", () => {
  const before = Array.from({ length: 20_000 }, (_none, at) => `old ${at}`);
  const after = Array.from({ length: 20_000 }, (_none, at) => `new ${at * 7}`);
  const begin = performance.now();
  expect(smallestEdits(before, after)).toHaveLength(1);
  expect(performance.now() - begin).toBeLessThan(5_000);
});
