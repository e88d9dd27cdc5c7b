import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import type { LogRecord } from "../../../preload/contract/records";
import { printed, temporaryFolder } from "./disk.fixture";
import { decodeRecord, encodeRecord } from "./frame";
import {
  offsetNear,
  parseSegmentName,
  peekHeader,
  readSegment,
  scanSegment,
  segmentName,
  seqNear,
} from "./segment";
import { SegmentWriter } from "./segment-writer";

const HEADER = { session: "s", epoch: 2, epochFirst: 5, first: 10 };

/** A segment of these texts, from number 10 on. */
function writeSegment(texts: readonly string[]) {
  const writer = SegmentWriter.create(temporaryFolder(), HEADER);
  const records = texts.map((text, i) => printed(10 + i, text));
  const ends = records.map((record) => {
    writer.append(record.seq, encodeRecord(record));
    return writer.size;
  });
  writer.close();
  return { file: writer.file, map: writer.map, records, ends };
}

function readAll(file: string, map: Parameters<typeof readSegment>[1], maxBytes: number): LogRecord[] {
  const all: LogRecord[] = [];
  for (let after = 0; ; ) {
    const { records, damaged } = readSegment(file, map, after, maxBytes);
    expect(damaged).toBe(false);
    if (records.length === 0) {
      const hole = map.lost.find(
        (lost) => lost.from === after + 1 || (after === 0 && lost.from === map.first),
      );
      if (!hole) return all;
      after = hole.to;
      continue;
    }
    all.push(...records);
    after = records.at(-1)?.seq ?? 0;
  }
}

it("is named by its first number and epoch", () => {
  expect(parseSegmentName(segmentName(123, 4))).toEqual({ first: 123, epoch: 4 });
  expect(parseSegmentName("000000000123-4.index")).toBeUndefined();
  expect(segmentName(5, 1) < segmentName(40, 1)).toBe(true);
});

it("gives back what was written, in pieces of any size, from any number on; a scan finds the same", () => {
  const { file, map, records } = writeSegment(
    Array.from({ length: 300 }, (_, i) => "line\n".repeat((i * 37) % 400)),
  );
  expect(map.places.length).toBeGreaterThan(2);
  const scanned: LogRecord[] = [];
  expect(scanSegment(file, "s", (payload) => scanned.push(decodeRecord(payload)))).toEqual(map);
  expect(scanned).toEqual(records);
  expect(peekHeader(file)).toEqual(HEADER);
  for (const maxBytes of [1, 5000, 10_000_000]) expect(readAll(file, map, maxBytes)).toEqual(records);
  for (const after of [0, 9, 10, 150, 308]) {
    expect(readSegment(file, map, after, 1).records).toEqual([records[Math.max(0, after - 9)]]);
  }
  expect(readSegment(file, map, 309, 1).records).toEqual([]);
  expect(seqNear(map, offsetNear(map, 200))).toBeLessThanOrEqual(200);
  expect(seqNear(map, 0)).toBe(10);
});

it("cut at any byte, it holds exactly the records that are whole", () => {
  const { file, records, ends } = writeSegment(["a", "bé\n", '{"seq":9}', "", "x".repeat(50)]);
  const bytes = readFileSync(file);
  fc.assert(
    fc.property(fc.nat(bytes.length), (length) => {
      writeFileSync(file, bytes.subarray(0, length));
      const map = scanSegment(file, "s");
      const whole = ends.filter((end) => end <= length).length;
      expect(map.last).toBe(9 + whole);
      expect(map.lost).toEqual([]);
      expect(map.size + map.torn).toBe(length);
      expect(readAll(file, map, 100)).toEqual(records.slice(0, whole));
    }),
    { numRuns: 300 },
  );
});

it("damaged anywhere, it gives all records but those that the damage touches, and says which", () => {
  const texts = Array.from({ length: 12 }, (_, i) => `text ${i} `.repeat(i));
  const { file, records, ends } = writeSegment(texts);
  const bytes = readFileSync(file);
  const start = (ends[0] ?? 0) - encodeRecord(records[0] as LogRecord).length;
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.uint8Array({ minLength: 1, maxLength: 120 }), (at, noise) => {
      const damaged = Buffer.from(bytes);
      damaged.set(noise.subarray(0, bytes.length - at), at);
      writeFileSync(file, damaged);
      const map = scanSegment(file, "s");
      const sound = records.filter((_, i) => {
        const [from, to] = [i === 0 ? start : (ends[i - 1] ?? 0), ends[i] ?? 0];
        return damaged.subarray(from, to).equals(bytes.subarray(from, to));
      });
      expect(readAll(file, map, 200)).toEqual(sound);
      const lost = map.lost.flatMap(({ from, to }) =>
        Array.from({ length: to - from + 1 }, (_, i) => from + i),
      );
      const gone = records.map(({ seq }) => seq).filter((seq) => !sound.some((record) => record.seq === seq));
      expect(lost).toEqual(gone.filter((seq) => seq < (sound.at(-1)?.seq ?? 0)));
    }),
    { numRuns: 500 },
  );
});

it("bytes that changed after the map was made are noticed while reading", () => {
  const { file, map, ends } = writeSegment(["one", "two", "three"]);
  const bytes = readFileSync(file);
  bytes[(ends[1] ?? 0) - 3] = 0;
  writeFileSync(file, bytes);
  expect(readSegment(file, map, 0, 10_000)).toMatchObject({ records: [{ seq: 10 }], damaged: true });
  bytes.writeUInt32BE(0xfffffff0, ends[0] ?? 0);
  writeFileSync(file, bytes);
  expect(readSegment(file, map, 10, 10_000)).toMatchObject({ records: [], damaged: true });
});

it("a new segment never takes the place of a file that is there, and is its user's alone", () => {
  const folder = temporaryFolder();
  const writer = SegmentWriter.create(folder, HEADER);
  expect(() => SegmentWriter.create(folder, HEADER)).toThrow(expect.objectContaining({ code: "EEXIST" }));
  writer.close();
  expect(path.dirname(writer.file)).toBe(folder);
});
