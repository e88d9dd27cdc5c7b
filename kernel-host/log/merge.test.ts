import fc from "fast-check";
import { expect, test } from "vitest";
import { STREAM_MERGE_MS, STREAM_RECORD_CHARS } from "../../preload/contract/limits";
import { FakeClock } from "../floor/fake-clock";
import { cutText, StreamMerger, type StreamText } from "./merge";

const out = (text: string, parent = "a", name: "stdout" | "stderr" = "stdout"): StreamText => ({
  parent,
  foreign: false,
  name,
  text,
});

function makeMerger() {
  const clock = new FakeClock();
  const emitted: StreamText[] = [];
  const merger = new StreamMerger(clock, (text) => emitted.push(text));
  return { clock, emitted, merger, texts: () => emitted.map(({ text }) => text) };
}

test("chunks of one request and stream become one, a few ms after the first", () => {
  const { clock, merger, texts } = makeMerger();
  merger.add(out("a"));
  clock.pass(STREAM_MERGE_MS - 1);
  merger.add(out("b"));
  expect(texts()).toEqual([]);
  clock.pass(1);
  expect(texts()).toEqual(["ab"]);
  merger.add(out("c"));
  clock.pass(STREAM_MERGE_MS);
  expect(texts()).toEqual(["ab", "c"]);
});

test("another stream, another request, or a flush ends the merging", () => {
  const { clock, emitted, merger } = makeMerger();
  merger.add(out("1"));
  merger.add(out("2", "a", "stderr"));
  merger.add(out("3", "b", "stderr"));
  merger.flush();
  merger.add(out("4", "b", "stderr"));
  clock.pass(STREAM_MERGE_MS);
  expect(emitted).toEqual([
    out("1"),
    out("2", "a", "stderr"),
    out("3", "b", "stderr"),
    out("4", "b", "stderr"),
  ]);
  expect(clock.waiting).toBe(0);
});

test("nothing is made of empty text", () => {
  const { clock, emitted, merger } = makeMerger();
  merger.add(out(""));
  clock.pass(STREAM_MERGE_MS);
  expect(emitted).toEqual([]);
});

test("a flood gives whole records at once and holds no more than one", () => {
  const { merger, texts } = makeMerger();
  merger.add(out("x".repeat(3 * STREAM_RECORD_CHARS + 5)));
  expect(texts().map((text) => text.length)).toEqual(Array(3).fill(STREAM_RECORD_CHARS));
  merger.flush();
  expect(texts().at(-1)).toBe("xxxxx");
});

test("text is cut within the limit, never inside a surrogate pair, and nothing is lost", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 2, max: 7 }), (text, length) => {
      const pieces = cutText(text, length);
      expect(pieces.join("")).toBe(text);
      for (const piece of pieces) {
        expect(piece.length).toBeGreaterThan(0);
        expect(piece.length).toBeLessThanOrEqual(length);
        // Only well-formed text survives UTF-8.
        expect(Buffer.from(piece).toString()).toBe(piece);
      }
    }),
  );
  expect(cutText("a😀😀", 2)).toEqual(["a", "😀", "😀"]);
});
