import fc from "fast-check";
import { expect, it, vi } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { createReducer } from "../../../preload/transcript/reduce";
import { CheckpointKeeper } from "./checkpoint-keeper";
import { printed } from "./disk.fixture";

const nothing = { request: () => false, display: () => false };
const request: LogRecord = { seq: 1, life: 1, time: 1, kind: "request", msgId: "r", client: "w", code: "x" };

it("takes the checkpoints that reducing everything would give, however long the text", () => {
  const long = fc
    .tuple(
      fc.integer({ min: 100, max: 900 }),
      fc.integer({ min: 0, max: 60 }),
      fc.constantFrom("", "\n", "end"),
    )
    .map(
      ([lines, width, end]) =>
        Array.from({ length: lines }, (_, i) => `${i}`.padEnd(width, ".")).join("\n") + end,
    );
  const text = fc.oneof(
    long,
    fc.constantFrom("\x1b[200A", "\x1b[31m", "half", "\r", "\n", "\x1b[J", "\x1b[5C"),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 12 }), (texts) => {
      const records = [request, ...texts.map((one, i) => printed(i + 2, one))];
      const reducer = createReducer();
      const keeper = new CheckpointKeeper(undefined, nothing);
      for (const one of records) {
        reducer.append(one);
        keeper.take(one, 1);
      }
      expect(keeper.endSegment().end).toEqual(reducer.checkpoint());
    }),
    { numRuns: 300 },
  );
});

it("takes one each megabyte, and leaves out those that are too long", () => {
  const keeper = new CheckpointKeeper(undefined, nothing);
  keeper.take(request, 100);
  for (let seq = 2; seq <= 40; seq++) keeper.take(printed(seq, `${"x".repeat(99)}\n`.repeat(1000)), 100_000);
  expect(keeper.taken.map(({ seq }) => seq)).toEqual([12, 23, 34]);
  expect(keeper.endSegment()).toMatchObject({ checkpoints: [{}, {}, {}, { seq: 40 }], end: { seq: 40 } });
  expect(keeper.taken.map(({ seq }) => seq)).toEqual([40]);
  keeper.take(printed(41, "y".repeat(1_100_000)), 1_100_000);
  expect(keeper.endSegment().end).toBeUndefined();
  keeper.take(printed(42, "\n".repeat(500)), 500);
  expect(keeper.endSegment().end).toMatchObject({ seq: 42 });
});

it("looks at a line without an end less and less often", () => {
  const keeper = new CheckpointKeeper(undefined, nothing);
  keeper.take(request, 100);
  const stringify = vi.spyOn(JSON, "stringify");
  for (let seq = 2; seq <= 33; seq++) keeper.take(printed(seq, "z".repeat(1_048_576)), 1_048_576);
  expect(stringify.mock.calls.length).toBeLessThan(8);
  stringify.mockRestore();
});
