/** LZ4's frames (lz4_Frame_format 1.6), as Arrow packs its buffers: the libraries that are there know its blocks alone. */
import { decompressLz4Raw } from "hyparquet-compressors";

const MAGIC = 0x184d2204;
/** Most bytes of a block, by the frame's own number for it. */
const BLOCK_BYTES: Readonly<Record<number, number>> = { 4: 1 << 16, 5: 1 << 18, 6: 1 << 20, 7: 1 << 22 };
const STORED = 0x8000_0000;

/** Unpacks a frame. @throws Error when it is none, or its blocks depend on each other */
export function lz4Frame(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw new Error("not an LZ4 frame");
  const flags = view.getUint8(4);
  const most = BLOCK_BYTES[(view.getUint8(5) >> 4) & 7] ?? 1 << 22;
  if ((flags & 0x20) === 0) throw new Error("blocks of this LZ4 frame depend on each other");
  const blockSums = (flags & 0x10) !== 0;
  let at = 6 + (flags & 0x08 ? 8 : 0) + (flags & 0x01 ? 4 : 0) + 1;
  const blocks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const size = view.getUint32(at, true);
    at += 4;
    if (size === 0) break;
    const packed = bytes.subarray(at, at + (size & 0x7fff_ffff));
    const block = size >= STORED ? packed : unpacked(packed, most);
    blocks.push(block);
    length += block.length;
    at += packed.length + (blockSums ? 4 : 0);
  }
  const whole = new Uint8Array(length);
  let place = 0;
  for (const block of blocks) {
    whole.set(block, place);
    place += block.length;
  }
  return whole;
}

/** A block does not say how long it gets: its sequences are added up first. */
function unpacked(block: Uint8Array, most: number): Uint8Array {
  let [at, length] = [0, 0];
  const more = (first: number): number => {
    let sum = first;
    if (first === 15) {
      let byte = 255;
      while (byte === 255 && at < block.length) {
        byte = block[at++] ?? 0;
        sum += byte;
      }
    }
    return sum;
  };
  while (at < block.length) {
    const token = block[at++] ?? 0;
    const literals = more(token >> 4);
    at += literals;
    length += literals;
    if (at >= block.length) break;
    at += 2;
    length += more(token & 15) + 4;
  }
  if (length > most) throw new Error("a block of this LZ4 frame is too long");
  return decompressLz4Raw(block, length);
}
