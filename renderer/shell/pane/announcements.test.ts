import { expect, it } from "vitest";
import { toLines } from "../../../preload/transcript/terminal";
import type { Block, Output } from "../../../preload/transcript/transcript";
import { news } from "./announcements";

const printed = (text: string): Output => ({ kind: "stream", name: "stdout", lines: toLines(text) });
const failed: Output = { kind: "error", name: "ValueError", value: "bad", traceback: [] };
const block = (seq: number, ...outputs: Output[]) => ({ seq, outputs }) as unknown as Block;

it("tells the first line of each new block and every error, each once", () => {
  const told = new Map<number, number>();
  const tell = (...blocks: Block[]) => [...news({ blocks, seq: 9 }, 1, told)].map(({ sentence }) => sentence);
  const old = block(1, printed("old\n"));
  expect(tell(old)).toEqual([]);
  expect(tell(old, block(2))).toEqual([]);
  expect(tell(old, block(2, printed("\x1b[31mfirst\x1b[0m\nsecond\n")))).toEqual(["first"]);
  expect(tell(old, block(2, printed("first\nsecond\nthird\n"), printed("more\n")))).toEqual([]);
  expect(tell(old, block(2, printed("first\n"), printed("more\n"), failed))).toEqual(["ValueError: bad"]);
  expect(tell(old, block(2, printed("first\n"), printed("more\n"), failed), block(5, failed))).toEqual([
    "ValueError: bad",
  ]);
});

it("tells each question that waits, also after other output, and none that has its answer", () => {
  const question = (prompt: string, answer?: string): Output =>
    ({ kind: "input", prompt, password: false, requestId: "r", answer }) as Output;
  const told = new Map<number, number>();
  const tell = (...outputs: Output[]) =>
    [...news({ blocks: [block(2, ...outputs)], seq: 9 }, 1, told)].map(({ sentence }) => sentence);
  expect(tell(printed("hello\n"))).toEqual(["hello"]);
  expect(tell(printed("hello\n"), question("\x1b[1mName?\x1b[0m "))).toEqual(["Name?"]);
  expect(tell(printed("hello\n"), question("Name? ", "Ada"))).toEqual([]);
  expect(tell(printed("hello\n"), question("Name? ", "Ada"), question("Sure? ", "y"), question(""))).toEqual([
    "waiting for input",
  ]);
});

it.each(["ready", "died", "unresponsive"] as const)("leaves %s to what else says it", (event) => {
  const output: Output = { kind: "event", event, sentence: "A sentence.", time: 0 };
  expect([...news({ blocks: [block(3, output)], seq: 3 }, 0, new Map())]).toEqual([]);
});
