import { expect, test } from "vitest";
import { changeBetween } from "./text-change";

/** What a server makes of it. */
function applied(before: string, change: ReturnType<typeof changeBetween>): string {
  if (!change || !("range" in change)) return before;
  const offset = ({ line, character }: { line: number; character: number }) => {
    let at = 0;
    for (let i = 0; i < line; i++) at = before.indexOf("\n", at) + 1;
    return at + character;
  };
  return before.slice(0, offset(change.range.start)) + change.text + before.slice(offset(change.range.end));
}

test("any text becomes any other by its change", () => {
  const texts = [
    "",
    "a",
    "a\nb",
    "a\r\nb\r\n",
    "a\nb\r\n",
    "x🙂y",
    "x🙃y",
    "one\ntwo\nthree\n",
    "one\nTWO\nthree\n",
    "one\nthree\n",
    "aaaa",
    "aa",
    "\r\n\r\n",
    "\r\n",
  ];
  for (const before of texts)
    for (const after of texts) expect(applied(before, changeBetween(before, after))).toBe(after);
});

test("only what differs is told, and no half of a sign", () => {
  expect(changeBetween("one\ntwo\nthree", "one\ntwice\nthree")).toEqual({
    range: { start: { line: 1, character: 2 }, end: { line: 1, character: 3 } },
    text: "ice",
  });
  expect(changeBetween("x🙂y", "x🙃y")).toMatchObject({ text: "🙃" });
  expect(changeBetween("same", "same")).toBeUndefined();
});
