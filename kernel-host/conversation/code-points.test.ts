import fc from "fast-check";
import { expect, test } from "vitest";
import { toCodePoints, toUtf16 } from "./code-points";

test("a pair counts once in the protocol and twice here", () => {
  const text = "a😀b𝔘";
  expect([0, 1, 3, 4, 6].map((at) => toCodePoints(text, at))).toEqual([0, 1, 2, 3, 4]);
  expect([0, 1, 2, 3, 4].map((at) => toUtf16(text, at))).toEqual([0, 1, 3, 4, 6]);
  expect(toCodePoints(text, 2)).toBe(2);
  expect(toUtf16(text, 99)).toBe(text.length);
  expect(toCodePoints(text, 99)).toBe(4);
});

test("positions between characters come back as they went", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.nat(), (text, n) => {
      const points = [...text];
      const at = n % (points.length + 1);
      const utf16 = points.slice(0, at).join("").length;
      expect(toCodePoints(text, utf16)).toBe(at);
      expect(toUtf16(text, at)).toBe(utf16);
    }),
  );
});
