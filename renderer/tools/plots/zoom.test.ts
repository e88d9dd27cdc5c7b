import { expect, it } from "vitest";
import { factorOf, stepped } from "./zoom";

it("fits a figure into its room, and enlarges none past twice its size", () => {
  const own = { width: 400, height: 200 };
  expect(factorOf("fit", { width: 200, height: 200 }, own)).toBe(0.5);
  expect(factorOf("fit", { width: 4000, height: 4000 }, own)).toBe(2);
  expect(factorOf("fit", { width: 0, height: 0 }, own)).toBeGreaterThan(0);
  expect(factorOf(3, { width: 1, height: 1 }, own)).toBe(3);
});

it("steps stop at the figure's own size and within their bounds", () => {
  expect(stepped(0.9, 1)).toBe(1);
  expect(stepped(1.1, -1)).toBe(1);
  expect(stepped(1, 1)).toBe(1.25);
  let factor = 1;
  for (let i = 0; i < 100; i++) factor = stepped(factor, 1);
  expect(factor).toBe(16);
  for (let i = 0; i < 100; i++) factor = stepped(factor, -1);
  expect(factor).toBe(0.1);
});
