import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFrame, encodeFrame, FrameError, FrameReader, type PipeHeader, readdressFrame } from "./frames";
import { MAX_FRAME_BYTES } from "./limits";

const ping = (n: number): PipeHeader => ({ t: "ping", n });

test("a frame comes back as it went", () => {
  const body = Uint8Array.from([0, 255, 7]);
  const frame = encodeFrame(513, { t: "data", parts: [3] }, body);
  expect(decodeFrame(frame)).toEqual({ channel: 513, header: { t: "data", parts: [3] }, body });
  expect(decodeFrame(encodeFrame(0, ping(1)))).toEqual({
    channel: 0,
    header: ping(1),
    body: new Uint8Array(0),
  });
});

test("the envelope is as documented", () => {
  const frame = encodeFrame(0x0102, { t: "welcome" }, Uint8Array.from([9]));
  const head = '{"t":"welcome"}';
  expect([...frame]).toEqual([0, 0, 0, 4 + head.length + 1, 1, 2, 0, head.length, ...Buffer.from(head), 9]);
});

test("a frame that lies in the middle of other memory is read in place", () => {
  const frame = encodeFrame(3, ping(2), Uint8Array.from([1, 2]));
  const memory = new Uint8Array(frame.length + 20).fill(0xaa);
  memory.set(frame, 11);
  expect(decodeFrame(memory.subarray(11, 11 + frame.length))).toMatchObject({ channel: 3, header: ping(2) });
});

test("header and frame have their limits", () => {
  const room = MAX_FRAME_BYTES - encodeFrame(1, { t: "data" }).length;
  expect(encodeFrame(1, { t: "data" }, new Uint8Array(room))).toHaveLength(MAX_FRAME_BYTES);
  expect(() => encodeFrame(1, { t: "data" }, new Uint8Array(room + 1))).toThrow(FrameError);
  expect(() => encodeFrame(1, { t: "close", error: "x".repeat(16 * 1024) })).toThrow(FrameError);
});

test("bytes that are no frame are refused, whatever they are", () => {
  const good = encodeFrame(1, ping(1));
  expect(() => decodeFrame(good.subarray(0, 7))).toThrow(FrameError);
  expect(() => decodeFrame(good.subarray(0, good.length - 1))).toThrow(FrameError);
  const longHead = good.slice();
  new DataView(longHead.buffer).setUint16(6, 60_000);
  expect(() => decodeFrame(longHead)).toThrow(FrameError);
  const noJson = good.slice();
  noJson[8] = 0xff;
  expect(() => decodeFrame(noJson)).toThrow("not JSON");
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
      try {
        decodeFrame(bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(FrameError);
      }
    }),
  );
});

test("a frame readdressed differs in its channel only, and the given one is left alone", () => {
  const frame = encodeFrame(7, { t: "credit", bytes: 5 }, Uint8Array.from([1]));
  const copy = frame.slice();
  expect(decodeFrame(readdressFrame(frame, 40_000))).toEqual({ ...decodeFrame(frame), channel: 40_000 });
  expect(frame).toEqual(copy);
});

test("a stream cut anywhere gives the same frames", () => {
  const sizes = fc.array(fc.nat(2000), { maxLength: 12 });
  const cuts = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1 });
  fc.assert(
    fc.property(sizes, cuts, (bodies, pieces) => {
      const frames = bodies.map((size, i) => encodeFrame(i, ping(i), new Uint8Array(size).fill(i)));
      const stream = Buffer.concat(frames);
      const reader = new FrameReader();
      const read: Uint8Array[] = [];
      for (let at = 0, i = 0; at < stream.length; i++) {
        const end = at + (pieces[i % pieces.length] ?? 1);
        read.push(...reader.push(stream.subarray(at, end)));
        at = end;
      }
      expect(read.map((frame) => Buffer.from(frame))).toEqual(frames.map((frame) => Buffer.from(frame)));
    }),
  );
});

test("a frame that was read does not change when the stream's memory is used again", () => {
  const memory = encodeFrame(1, ping(1)).slice();
  const [frame] = new FrameReader().push(memory);
  memory.fill(0);
  expect(decodeFrame(frame ?? new Uint8Array(0)).header).toEqual(ping(1));
});

test("an impossible length is refused as soon as it is seen", () => {
  const announce = (length: number) => {
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setUint32(0, length);
    return bytes;
  };
  expect(() => new FrameReader().push(announce(MAX_FRAME_BYTES - 3))).toThrow(FrameError);
  expect(() => new FrameReader().push(announce(0xffffffff))).toThrow(FrameError);
  expect(() => new FrameReader().push(announce(3))).toThrow(FrameError);
  expect(new FrameReader().push(announce(MAX_FRAME_BYTES - 4))).toEqual([]);
  const reader = new FrameReader();
  reader.push(encodeFrame(0, ping(1)));
  reader.push(announce(0).subarray(0, 2));
  expect(() => reader.push(announce(0).subarray(2))).toThrow(FrameError);
});
