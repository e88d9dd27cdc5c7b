import { expect, it } from "vitest";
import { lineLinks } from "./line-links";
import { linksIn } from "./text-links";

it("lines are looked at once, for so long, and those that come later when they are drawn again", () => {
  let time = 0;
  const looked: string[] = [];
  const links = lineLinks(
    (text) => {
      looked.push(text);
      time += 15;
      return linksIn(text);
    },
    () => time,
  );
  const lines = [1, 2, 3, 4, 5].map((n) => ({ text: `a/b.py:${n}` }));
  expect(lines.map((line) => links(line).length)).toEqual([1, 1, 1, 0, 0]);
  expect(lines.map((line) => links(line).length)).toEqual([1, 1, 1, 0, 0]);
  expect(lines.map(links.isKnown)).toEqual([true, true, true, false, false]);
  time += 250;
  expect(lines.map((line) => links(line).length)).toEqual([1, 1, 1, 1, 1]);
  expect(looked).toEqual(lines.map(({ text }) => text));
});
