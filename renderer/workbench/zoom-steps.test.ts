import { expect, it } from "vitest";
import { nextZoom } from "./zoom-steps";

it("zooms step by step, from between two steps too, and no further than the ends", () => {
  expect([nextZoom(100, 1), nextZoom(100, -1), nextZoom(130, 1), nextZoom(130, -1)]).toEqual([
    110, 90, 150, 125,
  ]);
  expect([nextZoom(300, 1), nextZoom(50, -1)]).toEqual([300, 50]);
});
