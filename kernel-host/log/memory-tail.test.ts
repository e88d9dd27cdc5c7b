import { expect, it } from "vitest";
import type { LogRecord } from "../../preload/contract/records";
import { expectTrueAccount, heap, MB, parsedText } from "../../tests/unit/heap";
import { encodeRecord } from "./disk/frame";
import { MemoryTail } from "./memory-tail";

const LIMIT = 12 * MB;

/** What a log has very much of, on the heap as it is when it was parsed. */
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
      const record = JSON.parse(
        JSON.stringify({ seq, life: 1, time: Date.now(), ...make(seq) }),
      ) as LogRecord;
      tail.add(record, frame.length);
      bytes += frame.length;
    }
    expect(tail.held).toBeLessThanOrEqual(LIMIT);
    expect(tail.held).toBeGreaterThan(LIMIT / 2);
    await expectTrueAccount(tail, before);
  },
);

it("one record that is larger than the bound is here all the same, until the next one comes", () => {
  const tail = new MemoryTail(1000, 0);
  const record = (seq: number, text: string) =>
    ({ kind: "stream", seq, life: 1, time: 0, text }) as unknown as LogRecord;
  tail.add(record(1, "x".repeat(5000)), 5000);
  expect(tail.read(0, 10)).toHaveLength(1);
  tail.add(record(2, "y"), 100);
  expect(tail.read(0, 10)).toBeUndefined();
  expect(tail.read(1, 10)).toHaveLength(1);
});
