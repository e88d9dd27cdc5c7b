import { expect, it } from "vitest";
import { growthOf } from "../../../../tests/unit/growth";
import { stretchesOf } from "./linked-text";

it("parts a line where a style, a link or a row begins or ends", () => {
  const link = { kind: "url", url: "https://x.y" } as const;
  const line = {
    text: "ab https://x.y c",
    runs: [
      { start: 1, end: 5, style: { bold: true as const } },
      { start: 15, end: 16, style: { link: "https://z" } },
    ],
  };
  expect(stretchesOf(line, [{ start: 3, end: 14, target: link }], [3, 8])).toEqual([
    { start: 0, text: "a", style: undefined, target: null },
    { start: 1, text: "b ", style: { bold: true as const }, target: null },
    { start: 3, text: "ht", style: { bold: true as const }, target: link },
    { start: 5, text: "tps", style: undefined, target: link },
    { start: 8, text: "://x.y", style: undefined, target: link },
    { start: 14, text: " ", style: undefined, target: null },
    { start: 15, text: "c", style: { link: "https://z" }, target: { kind: "url", url: "https://z" } },
  ]);
});

it("takes time in proportion to the styles of a line", () => {
  const prepare = (n: number) => {
    const runs = Array.from({ length: n }, (_, i) => ({
      start: 2 * i,
      end: 2 * i + 1,
      style: { bold: true as const },
    }));
    const line = { text: "ab".repeat(n), runs };
    return () => stretchesOf(line, []);
  };
  expect(growthOf(prepare, 10_000)).toBeLessThan(1.5);
});
