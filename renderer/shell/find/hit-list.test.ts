import { expect, it } from "vitest";
import { HitList } from "./hit-list";

const hits = (...numbers: number[]) => Int32Array.from(numbers);

it("numbers what was found in the order of the log, in whatever order it came", () => {
  const list = new HitList();
  list.take([{ seq: 9, keep: 0, hits: hits(-1, 0, 1, 3, 0, 5, 0, 2) }]);
  list.take([{ seq: 4, keep: 0, hits: hits(0, 7, 2, 4) }]);
  expect([list.count, list.at(0), list.at(2), list.at(3)]).toEqual([
    3,
    { seq: 4, output: 0, line: 7, start: 2, end: 4 },
    { seq: 9, output: 0, line: 5, start: 0, end: 2 },
    null,
  ]);
  expect(list.from({ seq: 4, output: 0, line: 8 })).toBe(1);
  expect(list.from({ seq: 10, output: -1, line: 0 })).toBe(3);
  expect(list.inLine({ seq: 9, output: -1, line: 0 })).toEqual([{ number: 1, start: 1, end: 3 }]);
});

it("takes other hits for the last ones of a block", () => {
  const list = new HitList();
  list.take([{ seq: 1, keep: 0, hits: hits(0, 0, 0, 1, 0, 1, 0, 1) }]);
  list.take([{ seq: 1, keep: 1, hits: hits(0, 2, 0, 1) }]);
  expect([list.count, list.at(1)?.line]).toEqual([2, 2]);
  list.take([{ seq: 1, keep: 0, hits: hits() }]);
  expect(list.count).toBe(0);
});
