import { expect, it } from "vitest";
import { chooseTarget } from "./target-choice";

const [a, b, c] = [{ view: "a" }, { view: "b" }, { view: "c" }] as const;

it("is the tied shell, wherever it stands", () => {
  expect(chooseTarget([a, b], "b", ["a"])).toBe(b);
});

it("is the one that was in front last, when the tied one is gone or there is none", () => {
  expect(chooseTarget([a, b, c], "gone", ["x", "c", "a"])).toBe(c);
  expect(chooseTarget([a, b], undefined, ["b"])).toBe(b);
});

it("is the first tab when none was in front, and null without any", () => {
  expect(chooseTarget([a, b], undefined, [])).toBe(a);
  expect(chooseTarget([], "a", ["a"])).toBeNull();
});
