import { expect, test } from "vitest";
import { carried, moved, NO_LOOKS, saidOf, shownColumns } from "./looks";

test("columns are hidden, moved, and stand still at the left", () => {
  expect(shownColumns(NO_LOOKS, 3)).toEqual([0, 1, 2]);
  expect(shownColumns({ ...NO_LOOKS, hidden: new Set([1, 9]) }, 3)).toEqual([0, 2]);
  const first = moved(NO_LOOKS, [0, 1, 2, 3], 3, 1);
  expect(shownColumns(first, 4)).toEqual([0, 3, 1, 2]);
  expect(shownColumns(moved(first, [0, 3, 1, 2], 0, 9), 4)).toEqual([3, 1, 2, 0]);
  expect(shownColumns({ ...first, frozen: new Set([2]) }, 4)).toEqual([2, 0, 3, 1]);
  // A column that came later stands where the table has it.
  expect(shownColumns(first, 5)).toEqual([0, 3, 1, 2, 4]);
});

test("what is moved among those that stand still becomes one of them, and beside them it is none", () => {
  const looks = { ...NO_LOOKS, frozen: new Set([0, 1]) };
  const into = moved(looks, [0, 1, 2, 3], 3, 1);
  expect(shownColumns(into, 4)).toEqual([0, 3, 1, 2]);
  expect(into.frozen).toEqual(new Set([0, 1, 3]));
  expect(moved(into, [0, 3, 1, 2], 0, 3).frozen).toEqual(new Set([1, 3]));
});

test("what is said of a column goes with its name", () => {
  const looks = {
    ...moved(NO_LOOKS, [0, 1, 2], 2, 0),
    hidden: new Set([1]),
    formats: new Map([[2, { kind: "hex" } as const]]),
  };
  expect(saidOf(looks)).toEqual([2, 0, 1]);
  const next = carried(looks, (column) => (column === 1 ? undefined : column + 5));
  expect(next.moves).toEqual([{ column: 7, before: 5 }]);
  expect(next.hidden).toEqual(new Set());
  expect(next.formats.get(7)).toEqual({ kind: "hex" });
});
