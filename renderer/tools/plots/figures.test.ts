import { expect, it } from "vitest";
import { KEPT_TYPE } from "../../../preload/contract/records";
import { ABSENT_OUTPUT } from "../../../preload/transcript/absent";
import type { Block, Output, Transcript } from "../../../preload/transcript/transcript";
import { displayOf, FigureBook } from "./figures";

const picture = (png = "iVBORw0KGgo="): Output => ({
  kind: "display",
  data: { "image/png": png },
  metadata: {},
});
const words: Output = { kind: "display", data: { "text/plain": "3" }, metadata: {} };
const block = (seq: number, outputs: readonly Output[], more: Partial<Block> = {}): Block => ({
  seq,
  life: 1,
  kind: "request",
  msgId: `m${seq}`,
  prompt: `In [${seq}]:`,
  code: "# a title\nplot(x)\n",
  client: null,
  state: "ok",
  asked: 1000 + seq,
  outputs,
  version: 1,
  ...more,
});
const transcript = (...blocks: Block[]): Transcript => ({ blocks, seq: blocks.at(-1)?.seq ?? 0 });

it("finds pictures and charts in their order, with the code that made them", () => {
  const chart: Output = { kind: "display", data: { "application/vnd.plotly.v1+json": {} }, metadata: {} };
  const figures = new FigureBook().take(
    transcript(block(3, [words, picture(), chart]), block(9, [picture()])),
    0,
  );
  expect(figures).toMatchObject([
    { key: "3/1", prompt: "In [3]", number: 1, code: "plot(x)", time: 1003 },
    { key: "3/2", number: 2 },
    { key: "9/0", number: 1 },
  ]);
});

it("knows one that was too large for the log, and no other large thing", () => {
  const large = (what: string): Output => ({
    kind: "display",
    data: { "text/plain": "<Image>", [KEPT_TYPE]: [{ what, file: "big.png", bytes: 101e6, problem: null }] },
    metadata: {},
  });
  const figures = new FigureBook().take(transcript(block(3, [large("text/html"), large("image/png")])), 0);
  expect(figures.map(({ key }) => key)).toEqual(["3/1"]);
});

it("is the same array while nothing changed, and knows a figure whose data were let go of", () => {
  const book = new FigureBook();
  const first = book.take(transcript(block(3, [picture()])), 0);
  expect(book.take(transcript(block(3, [picture("iVBORw0KGgo=")]), block(4, [words])), 0)).toBe(first);
  const without = transcript(block(3, [ABSENT_OUTPUT]), block(4, [words]));
  expect(book.take(without, 0)).toBe(first);
  expect(displayOf(without, first[0] as never)).toBeNull();
  expect(displayOf(transcript(block(3, [picture()])), first[0] as never)).toMatchObject({ kind: "display" });
});

it("numbers the figures of a block by their places, whichever of them was held first", () => {
  const book = new FigureBook();
  book.take(transcript(block(3, [ABSENT_OUTPUT, picture()])), 0);
  expect(book.figures.map(({ key, number }) => [key, number])).toEqual([["3/1", 1]]);
  book.take(transcript(block(3, [picture(), picture()], { version: 2 })), 0);
  expect(book.figures.map(({ key, number }) => [key, number])).toEqual([
    ["3/0", 1],
    ["3/1", 2],
  ]);
});

it("forgets what was cleared from view or replaced by text, not what lies before the transcript", () => {
  const book = new FigureBook();
  book.takeEarlier(transcript(block(1, [picture()])));
  book.take(transcript(block(3, [picture(), picture()]), block(5, [picture()])), 2);
  expect(book.figures.map(({ key }) => key)).toEqual(["1/0", "3/0", "3/1", "5/0"]);
  // The first output of block 3 was cleared, and block 5 is hidden.
  book.take(transcript(block(3, [picture()], { gone: 1, version: 2 })), 2);
  expect(book.figures.map(({ key }) => key)).toEqual(["1/0", "3/1"]);
  book.take(transcript(block(3, [words], { gone: 1, version: 3 })), 2);
  expect(book.figures.map(({ key }) => key)).toEqual(["1/0"]);
});
