import { expect, test } from "vitest";
import { ColumnPlaces, isScaled, lastTop, scrolledHeight, scrollOfTop, topOfScroll } from "./geometry";

test("columns are found by their left edges", () => {
  const places = new ColumnPlaces([100, 50, 200]);
  expect(places.width).toBe(350);
  expect([0, 99, 100, 149, 150, 349, 1000].map((x) => places.at(x))).toEqual([0, 0, 1, 1, 2, 2, 2]);
  expect(places.left(2)).toBe(150);
  expect(places.widthOf(1)).toBe(50);
  expect(new ColumnPlaces([]).at(10)).toBe(0);
});

test("few rows are scrolled px by px", () => {
  const few = { rows: 1000, rowHeight: 24, viewHeight: 480 };
  expect(isScaled(few)).toBe(false);
  expect(scrolledHeight(few)).toBe(24_000);
  expect(topOfScroll(few, 240)).toBe(10);
  expect(scrollOfTop(few, 10)).toBe(240);
  expect(topOfScroll(few, 24_000)).toBe(lastTop(few));
});

test("of ten million rows the first and the last can be reached, and each between them", () => {
  const many = { rows: 10_000_000, rowHeight: 24, viewHeight: 480 };
  expect(isScaled(many)).toBe(true);
  const way = scrolledHeight(many) - many.viewHeight;
  expect(topOfScroll(many, 0)).toBe(0);
  expect(topOfScroll(many, way)).toBe(many.rows - 20);
  for (const top of [0, 1, 4_999_999, many.rows - 20])
    expect(topOfScroll(many, scrollOfTop(many, top))).toBeCloseTo(top, 5);
});
