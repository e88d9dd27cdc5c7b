import { expect, it } from "vitest";
import { ABSENT_LINE, ABSENT_OUTPUT, noteFill } from "../../../preload/transcript/absent";
import type { Block, Output, TextLine } from "../../../preload/transcript/transcript";
import { firstAbsent, nearView } from "./absent-places";
import { anchorAt, placeOfAnchor } from "./anchor";
import { TranscriptLayout } from "./transcript-layout";

const ROW = 20;
const layout = () => new TranscriptLayout({ columns: 10, codeColumns: 10, row: ROW, width: 100 });
const block = (seq: number, version: number, ...outputs: Output[]): Block => ({
  seq,
  life: 1,
  kind: "request",
  msgId: null,
  prompt: "",
  code: "x",
  client: null,
  state: "ok",
  asked: 0,
  outputs,
  version,
});
const shown = new Set<number>();

it("a line stays where it is when lines above it come in and turn out to be higher", () => {
  const lines: TextLine[] = Array.from({ length: 3000 }, (_, i) =>
    i < 2048 ? ABSENT_LINE : { text: `line ${i}` },
  );
  const stream = (): Output => ({ kind: "stream", name: "stdout", lines });
  const placed = layout();
  placed.update({ blocks: [block(1, 1, stream())], seq: 1 }, shown);
  const y = 2500 * ROW + 7;
  const anchor = anchorAt(placed, y);
  expect(anchor).toMatchObject({ seq: 1, piece: "0" });
  expect(anchor && placeOfAnchor(placed, anchor)).toBe(y);

  for (let i = 0; i < 2048; i++) lines[i] = { text: "x".repeat(25) };
  noteFill(lines);
  placed.update({ blocks: [block(1, 2, stream())], seq: 1 }, shown);
  // Each of the 2048 lines takes three rows instead of the one that was guessed.
  expect(anchor && placeOfAnchor(placed, anchor)).toBe(y + 2 * 2048 * ROW);
});

it("tells the first thing in view that is not held, and what must stay", () => {
  const lines: TextLine[] = Array.from({ length: 3000 }, (_, i) =>
    i >= 1024 && i < 2048 ? ABSENT_LINE : { text: `line ${i}` },
  );
  const placed = layout();
  const outputs: Output[] = [{ kind: "stream", name: "stdout", lines }, ABSENT_OUTPUT];
  placed.update({ blocks: [block(1, 1, ...outputs), block(5, 1, ABSENT_OUTPUT)], seq: 9 }, shown);
  expect(firstAbsent(placed, 0, 900 * ROW)).toBeNull();
  expect(firstAbsent(placed, 1000 * ROW, 1100 * ROW)).toEqual({ seq: 1, output: 0, line: 1024 });
  expect(firstAbsent(placed, 2500 * ROW, placed.height)).toEqual({ seq: 1, output: 1, line: 0 });

  const keeps = nearView(placed, 100 * ROW, 120 * ROW);
  expect(keeps({ seq: 1, place: 0, from: 0, to: 1024 })).toBe(true);
  expect(keeps({ seq: 1, place: 0, from: 50_000, to: 51_024 })).toBe(false);
  expect(keeps({ seq: 5, place: 0, from: 0, to: 0 })).toBe(false);
});
