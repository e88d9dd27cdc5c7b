import { expect, test } from "vitest";
import { blockOf, isIn, partIn, placeAfter } from "./selection";

const extent = { rows: 100, columns: 5, page: 20 };

test("keys go within the table, and up to its head", () => {
  const from = { row: 50, column: 2 };
  const go = (key: string, control = false, place = from) => placeAfter(place, key, control, extent);
  expect(go("ArrowDown")).toEqual({ row: 51, column: 2 });
  expect(go("ArrowDown", true)).toEqual({ row: 99, column: 2 });
  expect(go("ArrowUp", true)).toEqual({ row: 0, column: 2 });
  expect(go("ArrowUp", false, { row: 0, column: 1 })).toEqual({ row: -1, column: 1 });
  expect(go("PageUp", false, { row: 5, column: 1 })).toEqual({ row: 0, column: 1 });
  expect(go("PageDown", false, { row: 95, column: 1 })).toEqual({ row: 99, column: 1 });
  expect(go("End")).toEqual({ row: 50, column: 4 });
  expect(go("Home", true)).toEqual({ row: 0, column: 0 });
  expect(go("x")).toBeUndefined();
  expect(placeAfter({ row: 0, column: 0 }, "ArrowDown", false, { rows: 0, columns: 0, page: 1 })).toEqual({
    row: -1,
    column: 0,
  });
});

test("a selection is a block, whichever corner it began at", () => {
  const block = blockOf({ anchor: { row: 5, column: 3 }, current: { row: 2, column: 4 } });
  expect(block).toEqual({ from: 2, to: 5, columnFrom: 3, columnTo: 4 });
  expect(isIn(block, { row: 3, column: 3 })).toBe(true);
  expect(isIn(block, { row: 6, column: 3 })).toBe(false);
});

test("of a block counts what the table has, also where a smaller one took its place", () => {
  const block = { from: 1, to: 8, columnFrom: 0, columnTo: 2 };
  expect(partIn(block, 9, 3)).toEqual(block);
  expect(partIn(block, 3, 1)).toEqual({ from: 1, to: 2, columnFrom: 0, columnTo: 0 });
  expect(partIn(block, 1, 3)).toBeNull();
  expect(partIn(block, 0, 0)).toBeNull();
});
