import fc from "fast-check";
import { expect, it } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { reduce } from "../../../preload/transcript/reduce";
import type { Block } from "../../../preload/transcript/transcript";
import { BlockIndex } from "./block-index";

type Unnumbered = Record<string, unknown> & { kind: LogRecord["kind"] };

/** Numbers records as a host would. */
function numbered(records: readonly Unnumbered[], life = 1): LogRecord[] {
  return records.map(
    (record, i) => ({ life, ...record, seq: i + 1, time: 1000 + i }) as unknown as LogRecord,
  );
}

const id = fc.constantFrom("a", "b", "c", "d");
const parent = fc.option(id);
const life = fc.constantFrom(1, 1, 1, 2);
const message = (msgType: string, content: Record<string, unknown>, to: string | null): Unnumbered => ({
  kind: "message",
  socket: "iopub",
  msgType,
  msgId: "m",
  parent: to,
  foreign: to === "d",
  content,
});
const record: fc.Arbitrary<Unnumbered> = fc.oneof(
  id.map((msgId): Unnumbered => ({ kind: "request", msgId, client: "w", code: "x" })),
  id.map((msgId): Unnumbered => ({ kind: "request_sent", msgId })),
  fc
    .tuple(id, fc.constantFrom("ok", "error"))
    .map(([msgId, status]): Unnumbered => ({ kind: "request_end", msgId, status })),
  parent.map(
    (to): Unnumbered => ({ kind: "stream", parent: to, foreign: false, name: "stdout", text: "t\n" }),
  ),
  fc.constant<Unnumbered>({ kind: "raw", name: "stderr", offset: 0, text: "raw\n" }),
  parent.map((to) => message("execute_input", { code: "y", execution_count: 1 }, to ?? "d")),
  fc
    .tuple(
      fc.constantFrom("display_data", "update_display_data", "execute_result"),
      parent,
      fc.constantFrom("1", "2"),
    )
    .map(([type, to, display]) => message(type, { data: {}, transient: { display_id: display } }, to)),
  parent.map((to) => message("error", { ename: "E", evalue: "v", traceback: [] }, to)),
  parent.map((to) => message("clear_output", { wait: true }, to)),
  parent.map((to) => message("input_request", { prompt: "?" }, to)),
  id.map((to) => message("status", { execution_state: "idle" }, to)),
  fc.constantFrom("died", "ready").map((event): Unnumbered => ({ kind: "life", event, sentence: "S." })),
  fc.constant<Unnumbered>({ kind: "prompt", prompt: { kind: "busy" } }),
);

/** A request id is never used twice: of records that open a block under one, only the first stays. */
function unique(records: readonly Unnumbered[]): Unnumbered[] {
  const seen = new Set<unknown>();
  return records.filter((one) => {
    if (one["msgType"] === "execute_input") seen.add(one["parent"]);
    if (one.kind !== "request") return true;
    return !seen.has(one["msgId"]) && seen.add(one["msgId"]);
  });
}

/** What a block shows, apart from the count of its changes. */
const unversioned = (block: Block | undefined) => ({ ...block, version: 0 });

it("knows the blocks that reduce makes, and how they ended", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(record, life), { maxLength: 60 }), (drawn) => {
      const records = numbered(unique(drawn.map(([one, number]) => ({ ...one, life: number }))));
      const index = new BlockIndex();
      for (const one of records) index.take(one);
      const { blocks } = reduce(records, []);
      expect(index.blocks.map(({ first, msgId, life: number }) => ({ first, msgId, life: number }))).toEqual(
        blocks.map(({ seq, msgId, life: number }) => ({ first: seq, msgId, life: number })),
      );
      const state = (block: (typeof blocks)[number]) =>
        block.state === "queued" || block.state === "running" ? "open" : block.state;
      expect(index.blocks.map((block) => block.state)).toEqual(blocks.map(state));
      // What came after a block's last record left it as it was, but for displays shown under the same id.
      for (const [i, entry] of index.blocks.entries()) {
        const later = records.slice(entry.last);
        if (later.some((one) => one.kind === "message" && "transient" in one.content)) continue;
        expect(unversioned(reduce(records.slice(0, entry.last), []).blocks[i])).toEqual(
          unversioned(blocks[i]),
        );
      }
    }),
    {
      numRuns: 300,
      examples: [
        // An error that is cleared away was an error all the same.
        [
          [
            message("execute_input", { code: "y", execution_count: 1 }, "d"),
            message("error", { ename: "E", evalue: "v", traceback: [] }, "d"),
            message("clear_output", { wait: true }, "d"),
            message("display_data", { data: {} }, "d"),
            message("status", { execution_state: "idle" }, "d"),
          ].map((one): [Unnumbered, number] => [one, 1]),
        ],
      ],
    },
  );
});

it("is the same whether taken record by record or segment by segment", () => {
  fc.assert(
    fc.property(
      fc.array(record, { maxLength: 60 }),
      fc.array(fc.boolean(), { maxLength: 60 }),
      (drawn, cuts) => {
        const whole = new BlockIndex();
        const merged = new BlockIndex();
        for (const [i, one] of numbered(unique(drawn)).entries()) {
          whole.take(one);
          if (cuts[i]) merged.merge(whole.endSegment());
        }
        merged.merge(whole.endSegment());
        expect(merged.blocks).toEqual(whole.blocks);
        for (const display of ["1", "2"])
          expect(merged.displayEntry(display)).toEqual(whole.displayEntry(display));
      },
    ),
  );
});

it("finds the block at any number, and those in a range", () => {
  const index = new BlockIndex();
  const records = numbered([
    { kind: "life", event: "starting", sentence: "Starting." },
    { kind: "request", msgId: "a", client: "w", code: "" },
    { kind: "stream", parent: "a", foreign: false, name: "stdout", text: "1" },
    { kind: "request", msgId: "b", client: "w", code: "" },
    { kind: "stream", parent: "a", foreign: false, name: "stdout", text: "2" },
    { kind: "request_end", msgId: "a", status: "ok" },
  ]);
  for (const one of records) index.take(one);
  expect(index.blocks).toMatchObject([
    { first: 1 },
    { first: 2, last: 6, msgId: "a", state: "ok" },
    { first: 4, last: 4, msgId: "b", state: "open" },
  ]);
  expect(index.namesUpTo(3)).toEqual({ requests: ["a"], displays: [] });
  expect([index.request("b"), index.request("c")]).toEqual([true, false]);
  index.trim(5);
  expect(index.blocks.map(({ first }) => first)).toEqual([2]);
});

it("keeps no more than its bound, and open blocks longest", () => {
  const index = new BlockIndex(20, 5);
  for (const [i, one] of numbered(
    Array.from({ length: 100 }, (_, n): Unnumbered[] => [
      { kind: "request", msgId: `r${n}`, client: "w", code: "" },
      message("display_data", { transient: { display_id: `d${n}` } }, `r${n}`),
      ...(n === 3 ? [] : [{ kind: "request_end", msgId: `r${n}`, status: "ok" } as Unnumbered]),
    ]).flat(),
  ).entries()) {
    index.take(one);
    expect(index.blocks.length).toBeLessThanOrEqual(20);
    if (i > 70) expect(index.blocks[0]?.msgId).toBe("r3");
  }
  const { displays } = index.namesUpTo(Number.POSITIVE_INFINITY);
  expect(displays).toEqual(["d95", "d96", "d97", "d98", "d99"]);
  // What is not known may be there all the same, as long as nothing was trimmed.
  expect(index.display("d9")).toBe(true);
  index.trim(10);
  expect([index.display("d9"), index.display("d99")]).toEqual([false, true]);
});
