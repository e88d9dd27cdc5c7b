import { expect, test } from "vitest";
import { placeInScale } from "./colour-scale";

test("numbers of one sign go through one colour, of both signs from 0 through two", () => {
  expect([10, 15, 20, 25].map((number) => placeInScale(number, 10, 20))).toEqual([0, 0.5, 1, 1]);
  expect([-4, -2, 0, 1].map((number) => placeInScale(number, -4, 1))).toEqual([-1, -0.5, 0, 0.25]);
  expect(placeInScale(5, 5, 5)).toBe(0);
  expect(placeInScale(Number.POSITIVE_INFINITY, 0, 1)).toBe(1);
});
