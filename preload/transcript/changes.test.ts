import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { LogRecord, ViewMark } from "../contract/records";
import { BlockDraft } from "./block-draft";
import { changesBetween } from "./changes";
import { createReducer, type Reducer } from "./reduce";
import type { Transcript } from "./transcript";

afterEach(() => vi.restoreAllMocks());

const base = (seq: number) => ({ seq, life: 1, time: seq });
const request = (seq: number, msgId: string): LogRecord => ({
  ...base(seq),
  kind: "request",
  msgId,
  client: "window-1",
  code: "x",
});
const ended = (seq: number, msgId: string): LogRecord => ({
  ...base(seq),
  kind: "request_end",
  msgId,
  status: "ok",
  executionCount: seq,
});
const printed = (seq: number, parent: string | null): LogRecord => ({
  ...base(seq),
  kind: "stream",
  parent,
  foreign: false,
  name: "stdout",
  text: `line ${seq}\n`,
});

/** So many requests that have ended, each with a line. */
function reducerOf(blocks: number): Reducer {
  const reducer = createReducer([], undefined, "places");
  for (let i = 0; i < blocks; i++) {
    reducer.append(request(3 * i + 1, `m${i}`));
    reducer.append(printed(3 * i + 2, `m${i}`));
    reducer.append(ended(3 * i + 3, `m${i}`));
  }
  return reducer;
}

/** What is said to be the same is the same object, at the same place. */
function expectTold(before: Transcript, now: Transcript): void {
  const { at, from } = changesBetween(before, now);
  const end = Math.min(from, Math.max(before.blocks.length, now.blocks.length));
  const told = new Set(at);
  for (let i = 0; i < end; i++) if (!told.has(i)) expect(now.blocks[i]).toBe(before.blocks[i]);
}

describe("what is different between two transcripts", () => {
  it("is told whole, whatever comes, in whatever slices, under whatever marks", () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ print: fc.option(fc.nat(9)) }) },
      { weight: 3, arbitrary: fc.constant("request" as const) },
      { weight: 2, arbitrary: fc.record({ end: fc.nat(9) }) },
      { weight: 4, arbitrary: fc.constant("look" as const) },
      {
        weight: 1,
        arbitrary: fc.record({ mark: fc.constantFrom("clear", "fold", "delete"), at: fc.nat(40) }),
      },
      { weight: 1, arbitrary: fc.constant("let go" as const) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const reducer = createReducer([], undefined, "places");
        const records: LogRecord[] = [];
        let marks: ViewMark[] = [];
        let requests = 0;
        const looks: Transcript[] = [reducer.snapshot()];
        const take = (make: (seq: number) => LogRecord) => {
          const record = make(records.length + 1);
          records.push(record);
          reducer.append(record);
        };
        for (const one of steps) {
          if (one === "request") take((seq) => request(seq, `m${requests++}`));
          else if (one === "look") looks.push(reducer.snapshot());
          else if (one === "let go") reducer.drop(0, () => false);
          else if ("print" in one) take((seq) => printed(seq, one.print === null ? null : `m${one.print}`));
          else if ("end" in one) take((seq) => ended(seq, `m${one.end}`));
          else {
            marks = [...marks, { kind: one.mark, seq: one.at } as ViewMark];
            reducer.setMarks(marks);
          }
        }
        looks.push(reducer.snapshot());
        looks.forEach((before, i) => {
          for (const now of looks.slice(i)) expectTold(before, now);
        });
        const anew = createReducer(marks, undefined, "places");
        for (const record of records) anew.append(record);
        const numbers = ({ blocks }: Transcript) =>
          blocks.map(({ seq, state, prompt }) => [seq, state, prompt]);
        expect(numbers(reducer.snapshot())).toEqual(numbers(anew.snapshot()));
      }),
      { numRuns: 300 },
    );
  });

  it("is everything for transcripts of two reducers, and for the first look", () => {
    expect(changesBetween(null, reducerOf(3).snapshot())).toEqual({ at: [], from: 0 });
    expect(changesBetween(reducerOf(3).snapshot(), reducerOf(3).snapshot()).from).toBe(0);
  });
});

it("of thousands of blocks a record has those built that it changes, and no other", () => {
  const count = 5000;
  const reducer = reducerOf(count);
  let before = reducer.snapshot();
  const build = vi.spyOn(BlockDraft.prototype, "build");
  const costs = (record: LogRecord) => {
    build.mockClear();
    reducer.append(record);
    const now = reducer.snapshot();
    const change = changesBetween(before, now);
    before = now;
    return { built: build.mock.calls.length, ...change };
  };
  const next = 3 * count + 1;
  expect(costs(request(next, "new"))).toEqual({ built: 1, at: [], from: count });
  const last = { built: 1, at: [count], from: count + 1 };
  expect(costs(printed(next + 1, "new"))).toEqual(last);
  // A thread goes on printing into the first of them.
  expect(costs(printed(next + 2, "m0"))).toEqual({ built: 1, at: [0], from: count + 1 });
  expect(costs(ended(next + 3, "new"))).toEqual(last);
});
