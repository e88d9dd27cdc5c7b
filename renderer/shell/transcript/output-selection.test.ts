import { expect, it } from "vitest";
import { toLines } from "../../../preload/transcript/terminal";
import type { Block, Output } from "../../../preload/transcript/transcript";
import { textBetween } from "./output-selection";
import { TranscriptLayout } from "./transcript-layout";

const stream = (text: string): Output => ({ kind: "stream", name: "stdout", lines: toLines(text) });
const block = (seq: number, code: string, ...outputs: Output[]): Block => ({
  seq,
  life: 1,
  kind: "request",
  msgId: null,
  prompt: "",
  code,
  client: null,
  state: "ok",
  asked: 0,
  outputs,
  version: 1,
});

const layout = new TranscriptLayout({ columns: 80, codeColumns: 80, row: 20, width: 640 });
layout.update(
  {
    blocks: [
      block(1, "code", stream("one\ntwo\nthree\n"), stream("more")),
      block(5, "last", stream("end\n")),
    ],
    seq: 9,
  },
  new Set(),
);
const text = (...[one, other]: [[number, string, number, number], [number, string, number, number]]) => {
  const place = ([seq, piece, line, column]: [number, string, number, number]) => ({
    seq,
    piece,
    line,
    column,
  });
  return textBetween(layout.blocks, place(one), place(other));
};

it("gives what lies between two places, also backwards, in one line and over blocks", () => {
  expect(text([1, "0", 0, 1], [1, "0", 0, 3])).toBe("ne");
  expect(text([1, "0", 2, 2], [1, "0", 0, 1])).toBe("ne\ntwo\nth");
  expect(text([1, "code", 0, 2], [5, "0", 0, 3])).toBe("de\none\ntwo\nthree\nmore\nlast\nend");
  expect(text([1, "1", 0, 0], [1, "1", 0, 4])).toBe("more");
});

it("is nothing when a place is gone", () => {
  expect(text([2, "0", 0, 0], [5, "0", 0, 1])).toBe("");
});
