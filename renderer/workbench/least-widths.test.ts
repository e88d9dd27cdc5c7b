import { describe, expect, it, test } from "vitest";
import { fittedSides, leastWidths, SMALLEST_SIDE } from "./least-widths";

const ALL = { left: true, editor: true, right: true, rightTools: true };

describe("beside tools", () => {
  it("code and shell keep what they need in a window of 1000 px", () => {
    const least = leastWidths(1000, ALL);
    expect(least).toEqual({ middle: 610, editor: 320, right: 290 });
    const sides = fittedSides(1000 - least.middle - 2, { left: 240, right: 340 });
    expect(sides.left + sides.right + least.middle + 2).toBeLessThanOrEqual(1000);
    expect(sides).toEqual({ left: 160, right: 227 });
  });

  test.each([600, 640, 700, 800, 1000])("all that must be fits into a window of %d px", (width) => {
    const least = leastWidths(width, ALL);
    expect(least.middle + 2 * (SMALLEST_SIDE + 1)).toBeLessThanOrEqual(Math.max(width, 592));
    expect(least.editor + least.right).toBeLessThanOrEqual(least.middle);
    const sides = fittedSides(width - least.middle - 2, { left: 240, right: 340 });
    expect(sides.left + sides.right + least.middle + 2).toBeLessThanOrEqual(Math.max(width, 592));
  });

  it("what is hidden needs nothing", () => {
    expect(leastWidths(1000, { ...ALL, editor: false }).middle).toBe(290);
  });
});

it("sides with room are as wide as they were made", () => {
  expect(fittedSides(880, { left: 240, right: 340 })).toEqual({ left: 240, right: 340 });
  expect(fittedSides(300, { left: 0, right: 340 })).toEqual({ left: 0, right: 300 });
  expect(fittedSides(400, { left: 130, right: 700 })).toEqual({ left: 120, right: 280 });
});
