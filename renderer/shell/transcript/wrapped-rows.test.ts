import { describe, expect, it } from "vitest";
import { ABSENT_LINE, noteFill } from "../../../preload/transcript/absent";
import type { TextLine } from "../../../preload/transcript/transcript";
import { rowsFor } from "./columns";
import { RowIndex } from "./wrapped-rows";

describe("an index over growing lines", () => {
  it("finds rows of lines and lines of rows, over many chunks", () => {
    const lines: TextLine[] = Array.from({ length: 5000 }, (_, i) => ({ text: "x".repeat(i % 25) }));
    const index = new RowIndex(lines, 10);
    index.update(lines.length);
    let row = 0;
    for (const [i, line] of lines.entries()) {
      if (i % 37 === 0 || i > 4990) {
        expect(index.rowAt(i)).toBe(row);
        expect(index.lineAt(row)).toBe(i);
        expect(index.lineAt(row + index.rowsOf(i) - 1)).toBe(i);
      }
      row += rowsFor(line.text, 10);
    }
    expect(index.total).toBe(row);
    expect(index.lineAt(row + 5)).toBe(4999);
  });

  it("keeps up when lines are added, when the last ones change and when they are taken back", () => {
    const lines: TextLine[] = [{ text: "" }];
    const index = new RowIndex(lines, 10);
    index.update(0);
    expect(index.total).toBe(0);
    for (let i = 0; i < 3000; i++) {
      lines[lines.length - 1] = { text: "x".repeat(15) };
      lines.push({ text: "" });
      if (i % 7 === 0) index.update(lines.length - 1);
    }
    index.update(3000);
    expect(index.total).toBe(6000);
    lines[2900] = { text: "short" };
    index.update(3000);
    expect(index.total).toBe(5999);
    lines.length = 2800;
    index.update(2800);
    expect(index.total).toBe(5600);
  });
});

it("guesses the height of lines that are not held, and corrects it when they come", () => {
  const text = { text: "x".repeat(25) };
  const lines: TextLine[] = Array.from({ length: 4000 }, (_, i) => (i < 3000 ? ABSENT_LINE : text));
  const index = new RowIndex(lines, 10);
  index.update(lines.length);
  expect(index.total).toBe(3000 + 3 * 1000);
  for (let i = 1024; i < 3000; i++) lines[i] = text;
  noteFill(lines);
  lines.push(text);
  index.update(lines.length);
  expect([index.rowAt(1024), index.rowAt(3000), index.total]).toEqual([
    1024,
    1024 + 3 * 1976,
    1024 + 3 * 2977,
  ]);
  expect(index.lineAt(index.rowAt(2999) + 2)).toBe(2999);
  // What was seen and let go of stays as high as it was.
  lines.fill(ABSENT_LINE, 1024, 2048);
  index.update(lines.length);
  expect(index.total).toBe(1024 + 3 * 2977);
});
