import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { createReducer } from "../../../preload/transcript/reduce";
import { toLines } from "../../../preload/transcript/terminal";
import type { Block, Output, TextLine } from "../../../preload/transcript/transcript";
import { textBetween } from "./output-selection";
import { BLOCK_PADDING } from "./piece-maker";
import type { RuleIn } from "./pieces";
import { TranscriptLayout } from "./transcript-layout";

const noneUnfolded: ReadonlySet<number> = new Set();
const measures = { columns: 80, codeColumns: 70, row: 20, width: 640 };
/** One pixel. */
const PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const PADDING = 2 * BLOCK_PADDING;
const origin = { file: "/a.py", lines: [1, 30] as [number, number] };

const block = (seq: number, code: string, outputs: Output[] = [], more: Partial<Block> = {}): Block => ({
  seq,
  life: 1,
  kind: "request",
  msgId: `m${seq}`,
  prompt: `In [${seq}]:`,
  code,
  client: "c",
  state: "ok",
  asked: 0,
  outputs,
  version: 1,
  ...more,
});
const printed = (text: string): Output => ({ kind: "stream", name: "stdout", lines: toLines(text) });
const layoutOf = (blocks: Block[], unfolded: number[] = []) => {
  const layout = new TranscriptLayout(measures);
  layout.update({ blocks, seq: 1 }, new Set(unfolded));
  return layout;
};

it("folds what a kernel said while it started to one line, once it has", () => {
  const event = (name: "starting" | "ready" | "start failed" | "died"): Output => ({
    ...{ kind: "event", event: name, sentence: `It is ${name}.`, time: 0 },
  });
  const raw: Output = { kind: "raw", name: "stderr", lines: toLines("one\ntwo\nthree\n") };
  const kernel = (outputs: Output[]) => block(1, "", outputs, { kind: "kernel", msgId: null });
  const rows = (outputs: Output[]) =>
    ((layoutOf([kernel(outputs)]).blocks[0]?.height ?? 0) - PADDING) / measures.row;
  const layout = layoutOf([kernel([event("starting"), raw, event("ready")]), kernel([raw])]);
  const pieces = layout.blocks[0]?.pieces ?? [];
  expect(pieces.map(({ kind, key }) => `${kind} ${key}`)).toEqual(["text 0", "frames 1-frames0"]);
  expect(pieces[1]).toMatchObject({
    role: "stderr",
    height: measures.row,
    frames: { from: 0, to: 3, count: 3 },
  });
  // It is found and copied as if it were open.
  expect(layout.topOf({ seq: 1, output: 1, line: 2 })).toBe(pieces[1]?.top);
  expect(layout.foldedFramesAt({ seq: 1, output: 1, line: 2 })).toBe(pieces[1]);
  const place = (piece: string, line: number, column: number) => ({ seq: 1, piece, line, column });
  expect(textBetween(layout.blocks, place("0", 0, 0), place("1-frames0", 2, 5))).toBe(
    "It is starting.\none\ntwo\nthree",
  );
  // As long as it has not started, and when it does not, it is shown.
  expect(rows([event("starting"), raw])).toBe(4);
  expect(rows([event("starting"), raw, event("start failed")])).toBe(5);
  // So is what it said after that and before its first request, unless it then died of it.
  expect(rows([event("starting"), raw, event("ready"), raw])).toBe(3);
  expect(rows([event("starting"), event("ready"), raw])).toBe(2);
  expect(rows([event("starting"), raw, event("ready"), raw, event("died")])).toBe(6);
  expect(rows([event("starting"), event("ready"), event("died"), raw])).toBe(5);
});

it("of very many blocks that come at once measures the newest, and the others when somebody comes near", () => {
  const wide = "x".repeat(200);
  const blocks = Array.from({ length: 5000 }, (_, i) => block(i + 1, wide, [printed("1\n2\n")]));
  const layout = layoutOf(blocks);
  const truly = 5 * 20 + PADDING;
  const guessed = 3 * 20 + PADDING;
  expect(layout.height).toBe(512 * truly + 4488 * guessed);
  const place = layout.topOfBlock(1000);
  expect(layout.measure(place, place + 10 * truly)).toBe(true);
  expect(layout.measure(place, place + 10 * truly)).toBe(false);
  expect(layout.topOfBlock(1000)).toBe(place);
  const [first, behind] = layout.range(place, place + 10 * truly);
  expect([first, behind]).toEqual([1000, 1010]);
  for (let i = first; i < behind; i++) {
    expect(layout.blocks[i]?.height).toBe(truly);
    expect(layout.blocks[i]?.pieces.reduce((sum, { height }) => sum + height, PADDING)).toBe(truly);
  }
  // Where ten of them have room, sixteen were guessed to be.
  expect(layout.height).toBe((512 + 16) * truly + (5000 - 512 - 16) * guessed);
});

it("of a block that grows keeps nothing of what it was before", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const layout = new TranscriptLayout(measures);
  const outgrown: WeakRef<Block>[] = [];
  for (let length = 1; length <= 100; length++) {
    const grown = block(1, "print(...)", [printed("x".repeat(length))], { version: length });
    layout.update({ blocks: [grown], seq: length }, noneUnfolded);
    outgrown.push(new WeakRef(grown));
  }
  outgrown.pop();
  // What a WeakRef was made for is held until the task ends.
  await new Promise<void>((resolve) => setImmediate(resolve));
  collect();
  expect(outgrown.filter((ref) => ref.deref() !== undefined).length).toBeLessThan(3);
  expect(layout.blocks[0]?.block.version).toBe(100);
});

describe("heights", () => {
  it("are rows of code and text", () => {
    const layout = layoutOf([block(1, "a\nb"), block(2, "x", [printed("1\n2\n3\n"), printed("")])]);
    expect(layout.blocks.map(({ height }, i) => [layout.topOfBlock(i), height])).toEqual([
      [0, 2 * 20 + PADDING],
      [40 + PADDING, 4 * 20 + PADDING],
    ]);
    expect(layout.height).toBe(6 * 20 + 2 * PADDING);
  });

  it("fold the code of a file after three lines, unless only one would be hidden or the user looked", () => {
    const code = "1\n2\n3\n4\n5";
    expect(layoutOf([block(1, code)]).height).toBe(100 + PADDING);
    expect(layoutOf([block(1, code, [], { origin })]).height).toBe(80 + PADDING);
    expect(layoutOf([block(1, code, [], { origin })]).blocks[0]?.pieces[1]).toMatchObject({
      kind: "fold",
      hidden: 2,
    });
    expect(layoutOf([block(1, "1\n2\n3\n4", [], { origin })]).height).toBe(80 + PADDING);
    expect(layoutOf([block(1, code, [], { origin })], [1]).height).toBe(100 + PADDING);
    expect(layoutOf([block(1, code, [], { folded: true })]).height).toBe(40 + PADDING);
  });

  it("leave out cleared lines", () => {
    const output = { ...printed("1\n2\n3\n"), from: 2 } as Output;
    expect(layoutOf([block(1, "x", [output])]).height).toBe(40 + PADDING);
  });

  it("take pictures as large as they say, never wider than the pane", () => {
    const picture = (width: number, height: number): Output => ({
      kind: "display",
      data: { "image/png": PNG, "text/plain": "<Figure>" },
      metadata: { "image/png": { width, height } },
    });
    const piece = (width: number, height: number) =>
      layoutOf([block(1, "x", [picture(width, height)])]).blocks[0]?.pieces[1];
    expect(piece(320, 200)).toMatchObject({ kind: "display", drawing: "picture" });
    expect(piece(320, 200)?.height).toBe(208);
    expect(piece(1280, 400)?.height).toBe(208);
  });

  it("a block with nothing to show takes no room", () => {
    const ready: Output = { kind: "event", event: "ready", sentence: "Ready.", time: 0 };
    expect(layoutOf([block(1, "", [ready], { kind: "kernel" })]).height).toBe(0);
  });

  it("a question has a field while it is open", () => {
    const question: Output = { kind: "input", requestId: "q", prompt: "Name? ", password: false };
    const kinds = (output: Output) =>
      layoutOf([block(1, "x", [output])]).blocks[0]?.pieces.map((piece) => piece.kind);
    expect(kinds(question)).toEqual(["text", "text", "field"]);
    expect(kinds({ ...question, answer: "Ada" })).toEqual(["text", "text"]);
    expect(kinds({ ...question, prompt: "" })).toEqual(["text", "field"]);
  });

  it("what has no text says what it is", () => {
    const output: Output = { kind: "display", data: { "application/x-y": {} }, metadata: {} };
    expect(layoutOf([block(1, "x", [output])]).blocks[0]?.pieces[1]).toMatchObject({
      kind: "display",
      drawing: "file",
    });
  });
});

describe("keeping up", () => {
  it("follows lines that grow in place, and keeps what did not change", () => {
    const lines: TextLine[] = [{ text: "1" }, { text: "" }];
    const at = (version: number) => block(2, "x", [{ kind: "stream", name: "stdout", lines }], { version });
    const first = block(1, "a");
    const layout = layoutOf([first, at(1)]);
    const before = layout.blocks[0];
    lines.splice(1, 1, { text: "2" }, { text: "3" }, { text: "" });
    layout.update({ blocks: [first, at(2), block(3, "z")], seq: 3 }, new Set());
    expect(layout.blocks[0]).toBe(before);
    expect(layout.blocks.map((_, i) => layout.topOfBlock(i))).toEqual([0, 20 + PADDING, 100 + 2 * PADDING]);
  });

  it("looks at what changed among thousands, and at nothing else", () => {
    const count = 3000;
    const reducer = createReducer([], undefined, "places");
    let seq = 0;
    const take = (record: Partial<LogRecord> & Pick<LogRecord, "kind">) => {
      seq += 1;
      reducer.append({ seq, life: 1, time: seq, ...record } as LogRecord);
    };
    const print = (parent: string) =>
      take({ kind: "stream", parent, foreign: false, name: "stdout", text: "line\n" });
    for (let i = 0; i < count; i++) take({ kind: "request", msgId: `m${i}`, client: "c", code: "x" });
    const layout = new TranscriptLayout(measures);
    let visited = 0;
    const update = () => {
      visited = 0;
      layout.update(reducer.snapshot(), noneUnfolded, () => {
        visited += 1;
        return [];
      });
      return visited;
    };
    expect(update()).toBe(count);
    const height = 20 + PADDING;
    expect(layout.height).toBe(count * height);
    expect(update()).toBe(0);
    print("m2999");
    expect(update()).toBe(1);
    // The first grows, and all below it are moved without being looked at.
    print("m0");
    expect(update()).toBe(1);
    expect(layout.topOfBlock(1)).toBe(height + 20);
    expect(layout.topOfBlock(2999)).toBe(2999 * height + 20);
    take({ kind: "request", msgId: "more", client: "c", code: "x" });
    print("m1500");
    expect(update()).toBe(2);
    expect(layout.height).toBe((count + 1) * height + 3 * 20);
    expect(layout.range(layout.topOfBlock(1500), layout.topOfBlock(1501))).toEqual([1500, 1501]);
  });

  it("finds the blocks in a stretch, and a block by its number", () => {
    const layout = layoutOf(Array.from({ length: 100 }, (_, i) => block(2 * i + 1, "x")));
    const height = 20 + PADDING;
    expect(layout.range(0, 1)).toEqual([0, 1]);
    expect(layout.range(10 * height, 12 * height)).toEqual([10, 12]);
    expect(layout.range(10 * height + 1, 12 * height + 1)).toEqual([10, 13]);
    expect(layout.range(1000 * height, 1001 * height)).toEqual([100, 100]);
    expect(layout.find(21)).toBe(10);
    expect(layout.find(22)).toBe(-1);
  });
});

describe("rules", () => {
  const one = block(1, "x", [printed("1\n2\n3\n")]);
  const layoutWith = (blocks: Block[], rules: readonly RuleIn[], of = 1) => {
    const layout = new TranscriptLayout(measures);
    layout.update({ blocks, seq: 1 }, new Set(), (each) => (each.seq === of ? rules : []));
    return layout;
  };
  const columnOf = (layout: TranscriptLayout) =>
    layout.blocks[0]?.pieces.map((piece) => [piece.kind, piece.top, piece.height]);

  it("stand before and after a block, and their room is the block's", () => {
    const layout = layoutWith(
      [one, block(2, "y")],
      [
        { rule: "unseen", at: "before" },
        { rule: "seen again", at: "after" },
      ],
    );
    const code = 28 + BLOCK_PADDING;
    expect(columnOf(layout)).toEqual([
      ["rule", 0, 28],
      ["text", code, 20],
      ["text", code + 20, 60],
      ["rule", code + 80 + BLOCK_PADDING, 8],
    ]);
    expect(layout.topOfBlock(1)).toBe(28 + 80 + PADDING + 8);
  });

  it("part the lines of an output, which still copy as they are and are found where they stand", () => {
    const layout = layoutWith(
      [one],
      [
        { rule: "unseen", at: { output: 0, line: 1 } },
        { rule: "seen again", at: { output: 0, line: 2 } },
      ],
    );
    expect(columnOf(layout)).toEqual([
      ["text", 4, 20],
      ["text", 24, 20],
      ["rule", 44, 28],
      ["text", 72, 20],
      ["rule", 92, 8],
      ["text", 100, 20],
    ]);
    const tops = [0, 1, 2].map((line) => layout.topOf({ seq: 1, output: 0, line }));
    expect(tops).toEqual([24, 72, 100]);
    const place = (piece: string, line: number, column: number) => ({ seq: 1, piece, line, column });
    expect(textBetween(layout.blocks, place("0-unseen", 0, 0), place("0", 2, 1))).toBe("1\n2\n3");
  });

  it("behind the last output stand after it, and go when they are taken away", () => {
    const layout = layoutWith([one], [{ rule: "unseen", at: { output: 1, line: 0 } }]);
    expect(columnOf(layout)?.at(-1)).toEqual(["rule", 84, 28]);
    layout.update({ blocks: [one], seq: 1 }, new Set());
    expect(columnOf(layout)).toHaveLength(2);
  });
});

describe("the remark at the right of a block's first line", () => {
  const codeTop = (one: Block) => layoutOf([one]).blocks[0]?.pieces.find(({ key }) => key === "code")?.top;
  const long = "x".repeat(65);

  it("stands beside code that leaves it room", () => {
    expect(codeTop(block(1, "x", [], { origin }))).toBe(BLOCK_PADDING);
    expect(codeTop(block(1, long))).toBe(BLOCK_PADDING);
  });

  it("has a row of its own where it would cover the end of the code", () => {
    for (const more of [
      { origin },
      { state: "error" as const },
      { client: null, username: "another client" },
    ]) {
      const one = block(1, long, [], more);
      expect(codeTop(one)).toBe(BLOCK_PADDING + measures.row);
      expect(layoutOf([one]).height).toBe(2 * measures.row + PADDING);
    }
    expect(codeTop(block(1, `${"x".repeat(200)}\ny`, [], { origin }))).toBe(BLOCK_PADDING + measures.row);
  });
});
