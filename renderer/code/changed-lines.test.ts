import { expect, it } from "vitest";
import { changedLines, withoutChange } from "./changed-lines";

const lines = (text: string) => [...text];

it("tells stretches that were changed, added and taken away", () => {
  expect(changedLines(lines("abcdef"), lines("abcdef"))).toEqual([]);
  expect(changedLines(lines("abcdef"), lines("aXcdYZef"))).toEqual([
    { from: 2, to: 2, oldFrom: 2, oldTo: 2 },
    { from: 5, to: 6, oldFrom: 5, oldTo: 4 },
  ]);
  expect(changedLines(lines("abcd"), lines("ad"))).toEqual([{ from: 2, to: 1, oldFrom: 2, oldTo: 3 }]);
  expect(changedLines([], lines("ab"))).toEqual([{ from: 1, to: 2, oldFrom: 1, oldTo: 0 }]);
});

it("takes each of them back", () => {
  for (const [before, after] of [
    ["abcdef", "aXcdYZef"],
    ["abcd", "ad"],
    ["abc", "abcdef"],
    ["xyz", "yz"],
    ["abcdef", ""],
  ] as const) {
    let now = lines(after);
    for (let round = 0; round < 5; round++) {
      const [first] = changedLines(lines(before), now);
      if (first) now = withoutChange(lines(before), now, first);
    }
    expect(now.join("")).toBe(before);
  }
});
