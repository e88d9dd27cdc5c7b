import { expect, it } from "vitest";
import type { LogRecord } from "../../preload/contract/records";
import { expectTrueAccount, heap, MB, parsedText } from "../../tests/unit/heap";
import { encodeRecord, FRAME_PREFIX_BYTES } from "./disk/frame";
import { MemoryTail } from "./memory-tail";

const LIMIT = 12 * MB;

/** What a log has very much of. */
const RECORDS: Readonly<Record<string, (n: number) => object>> = {
  "small pieces of text": (n) => ({
    kind: "stream",
    parent: "a",
    foreign: false,
    name: "stdout",
    text: `${n}\n`,
  }),
  "long texts": (n) => ({
    kind: "stream",
    parent: "a",
    foreign: false,
    name: "stdout",
    text: parsedText(n, MB / 2),
  }),
  "texts that are not Latin": (n) => ({
    kind: "stream",
    parent: "a",
    foreign: false,
    name: "stdout",
    text: `${n}日本語`.repeat(20_000),
  }),
  "small messages": (n) => ({
    kind: "message",
    msgType: "display_data",
    parent: "a",
    content: { data: { "text/plain": `${n}` }, metadata: {}, transient: {} },
  }),
  "messages made of numbers": (n) => ({
    kind: "message",
    msgType: "display_data",
    parent: "a",
    content: {
      data: { "application/json": { x: Array.from({ length: 20_000 }, (_, i) => i % 10), y: n } },
      metadata: {},
    },
  }),
};

it.each(Object.entries(RECORDS))(
  "the account of the newest records is true and has a bound: %s",
  async (_name, make) => {
    const before = await heap();
    const tail = new MemoryTail(LIMIT, 0);
    for (let seq = 1, bytes = 0; bytes < 2 * LIMIT; seq++) {
      const frame = encodeRecord({ seq, life: 1, time: Date.now(), ...make(seq) } as unknown as LogRecord);
      tail.add(seq, frame.subarray(FRAME_PREFIX_BYTES));
      bytes += frame.length;
    }
    expect(tail.held).toBeLessThanOrEqual(LIMIT);
    expect(tail.held).toBeGreaterThan(LIMIT / 2);
    await expectTrueAccount(tail, before);
  },
);

it("one record that is larger than the bound is here all the same, until the next one comes", () => {
  const tail = new MemoryTail(1000, 0);
  const json = (seq: number, text: string) => Buffer.from(JSON.stringify({ seq, text }));
  tail.add(1, json(1, "x".repeat(5000)));
  expect(tail.read(0, 10)).toHaveLength(1);
  tail.add(2, json(2, "y"));
  expect(tail.read(0, 10)).toBeUndefined();
  expect(tail.read(1, 10)).toEqual([{ seq: 2, text: "y" }]);
});

it("gives records up to a number, and no more than so many bytes of them but one", () => {
  const tail = new MemoryTail(10_000, 3);
  for (let seq = 4; seq <= 9; seq++) tail.add(seq, Buffer.from(JSON.stringify({ seq })));
  const seqs = (after: number, bytes: number, to?: number) =>
    tail.payloads(after, bytes, to)?.map((json) => (JSON.parse(String(json)) as { seq: number }).seq);
  expect(seqs(2, 1000)).toBeUndefined();
  expect(seqs(3, 1000)).toEqual([4, 5, 6, 7, 8, 9]);
  expect(seqs(5, 1000, 8)).toEqual([6, 7, 8]);
  expect(seqs(5, 1)).toEqual([6]);
  expect(seqs(8, 1000, 8)).toBeUndefined();
  expect(seqs(9, 1000)).toBeUndefined();
});
