/**
 * The names that ipykernel and xeus-python run code under: files in a temporary folder, named by a hash of the text (Jupyter
 * messaging, "debugInfo"). Computed here, also for code that was never sent to their debugger.
 */
import * as v from "valibot";

const part = v.pipe(v.string(), v.maxLength(4096));
const said = v.object({
  hashMethod: v.literal("Murmur2"),
  hashSeed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 32 - 1)),
  tmpFilePrefix: v.pipe(part, v.minLength(1)),
  tmpFileSuffix: part,
});

export interface CellNames {
  readonly prefix: string;
  of(code: string): string;
}

/** Reads the body of debugInfo; undefined where the kernel says no such thing, or names by another method. */
export function readCellNames(body: unknown): CellNames | undefined {
  const read = v.safeParse(said, body);
  if (!read.success) return undefined;
  const { hashSeed, tmpFilePrefix: prefix, tmpFileSuffix } = read.output;
  return { prefix, of: (code) => `${prefix}${murmur2(code, hashSeed)}${tmpFileSuffix}` };
}

/** MurmurHash2 of the text's UTF-8, as 32 bits without a sign. */
export function murmur2(text: string, seed: number): number {
  const M = 0x5bd1e995;
  const bytes = Buffer.from(text, "utf8");
  const { length } = bytes;
  const whole = length - (length % 4);
  let hash = seed ^ length;
  for (let at = 0; at < whole; at += 4) {
    let word = Math.imul(bytes.readInt32LE(at), M);
    word = Math.imul(word ^ (word >>> 24), M);
    hash = Math.imul(hash, M) ^ word;
  }
  if (length > whole) {
    hash ^= bytes.readUIntLE(whole, length - whole);
    hash = Math.imul(hash, M);
  }
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return (hash ^ (hash >>> 15)) >>> 0;
}
