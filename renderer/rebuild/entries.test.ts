import { expect, it } from "vitest";
import type { Block, Output } from "../../preload/transcript/transcript";
import { customary, EntryBook, isLook, signOf, upTo } from "./entries";
import { markOf } from "./rebuild";

const printed = (text: string): Output => ({ kind: "stream", name: "stdout", lines: [{ text }] });
const block = (seq: number, more: Partial<Block> = {}): Block => ({
  seq,
  life: 1,
  kind: "request",
  msgId: `m${seq}`,
  prompt: `In [${seq}]:`,
  code: `x = ${seq}`,
  client: "a",
  state: "ok",
  asked: 1000,
  started: 1000,
  ended: 1500,
  outputs: [printed("3")],
  version: 1,
  ...more,
});

it("chooses what succeeded in the kernel that ended last, all of it or up to an input", () => {
  const book = new EntryBook();
  book.take({
    blocks: [
      block(1),
      block(2, { kind: "kernel" }),
      block(3, { life: 2 }),
      block(4, { life: 2, state: "error" }),
      block(5, { life: 2, outputs: [{ kind: "input", requestId: "q", prompt: "?", password: false }] }),
      block(6, { life: 2, state: "running" }),
    ],
    seq: 9,
  });
  const { entries } = book;
  expect(entries.map(({ seq, succeeded, asked }) => [seq, succeeded, asked])).toEqual([
    [1, true, false],
    [3, true, false],
    [4, false, false],
    [5, true, true],
  ]);
  expect([...customary(entries)]).toEqual([3, 5]);
  expect([...upTo(entries, entries[1] as never)]).toEqual([3]);
});

it("keeps the sign of outputs that were let go of", () => {
  const book = new EntryBook();
  book.take({ blocks: [block(1)], seq: 1 });
  const [before] = book.entries;
  book.take({ blocks: [block(1, { outputs: [{ kind: "absent" }] })], seq: 1 });
  expect(book.entries[0]?.sign).toBe(before?.sign);
});

it("calls outputs the same but for addresses and numbers of inputs", () => {
  const same = (one: Output[], other: Output[]) => signOf(one) === signOf(other);
  expect(same([printed("<A object at 0x7f12ab34cd56>")], [printed("<A object at 0x7f99ab34cd00>")])).toBe(
    true,
  );
  expect(same([printed("Cell In[3], line 1")], [printed("Cell In[12], line 1")])).toBe(true);
  expect(same([printed("0.25")], [printed("0.26")])).toBe(false);
  const display = (data: Record<string, unknown>): Output => ({ kind: "display", data, metadata: {} });
  expect(same([display({ a: "1", b: [2] })], [display({ b: [2], a: "1" })])).toBe(true);
  expect(same([display({ a: "1" })], [display({ a: "2" })])).toBe(false);
  const long = "x".repeat(500_000);
  expect(same([printed(`${long}y`)], [printed(`${long}z`)])).toBe(false);
  expect(same([printed(`${long}${long}`)], [printed(long)])).toBe(false);
});

it("says how an input fared", () => {
  const sign = signOf([printed("3")]);
  expect(markOf({ sign, raised: false }, block(9))).toBe("same");
  expect(markOf({ sign, raised: false }, block(9, { outputs: [printed("4")] }))).toBe("different");
  expect(markOf({ sign: null, raised: false }, block(9))).toBe("unknown");
  expect(markOf({ sign, raised: false }, block(9, { state: "error" }))).toBe("failed");
  expect(markOf({ sign, raised: true }, block(9, { state: "error" }))).toBe("same");
  expect(markOf({ sign, raised: true }, block(9, { state: "error", outputs: [printed("4")] }))).toBe(
    "different",
  );
  expect(markOf({ sign, raised: false }, block(9, { state: "kernel died" }))).toBe("ended the kernel");
  expect(markOf({ sign, raised: false }, block(9, { state: "cancelled" }))).toBe("not run");
  expect(markOf({ sign, raised: false }, undefined)).toBe("ended the kernel");
});

it("knows what only looks, and does not run it again by itself", () => {
  for (const code of ["%debug", "%whos", "%pinfo x", "x?", "np.dot??", "?x", "# why\n%debug\n\n%tb"])
    expect(isLook(code)).toBe(true);
  for (const code of ["x", "%load_ext a", "%timeit x", "%debug\nx = 1", "%%time\nx", "x = y", "", "# x?"])
    expect(isLook(code)).toBe(false);
  const book = new EntryBook();
  book.take({ blocks: [block(1), block(2, { code: "%debug" }), block(3)], seq: 9 });
  expect([...customary(book.entries)]).toEqual([1, 3]);
});
