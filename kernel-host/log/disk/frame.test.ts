import fc from "fast-check";
import { expect, it } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { decodeRecord, encodeJson, encodeRecord, nextRecord, payloadAt, seqOf } from "./frame";

const stream = (seq: number, text: string): LogRecord => ({
  kind: "stream",
  seq,
  life: 1,
  time: 1700000000000,
  parent: "a-request",
  foreign: false,
  name: "stdout",
  text,
});

/** Any UTF-16, also halves of surrogate pairs. */
const text = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

it("gives back any text", () => {
  fc.assert(
    fc.property(text, fc.nat(), (said, seq) => {
      const frame = encodeRecord(stream(seq, said));
      const payload = payloadAt(frame, 0);
      expect(payload && decodeRecord(payload)).toEqual(stream(seq, said));
      expect(payload && seqOf(payload)).toBe(seq);
    }),
  );
});

it("a changed, missing or added byte is noticed", () => {
  const frame = encodeRecord(stream(3, "some text"));
  fc.assert(
    fc.property(fc.nat(frame.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const damaged = Buffer.from(frame);
      damaged[at] = (damaged[at] ?? 0) ^ change;
      expect(payloadAt(damaged, 0)).toBeUndefined();
      expect(payloadAt(frame.subarray(0, at), 0)).toBeUndefined();
    }),
  );
  expect(payloadAt(Buffer.alloc(64), 0)).toBeUndefined();
});

it("finds the next sound record behind damaged bytes, and none in text that looks like one", () => {
  const looksAlike = stream(1, 'x{"seq":5,"life":1}');
  const nested = encodeJson(JSON.stringify({ seq: 2, content: { seq: 3 } }));
  const bytes = Buffer.concat([encodeRecord(looksAlike), nested, encodeRecord(stream(3, "good"))]);
  const good = bytes.length - encodeRecord(stream(3, "good")).length;
  nested.copy(bytes, encodeRecord(looksAlike).length);
  bytes[encodeRecord(looksAlike).length + 2] = 99;
  expect(nextRecord(bytes, 0)).toBe(good);
  expect(nextRecord(bytes, good)).toBeUndefined();
});
