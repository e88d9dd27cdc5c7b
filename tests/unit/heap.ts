/** What of memory is in use, to prove what an account says of it. */
import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect } from "vitest";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;
export const MB = 1024 * 1024;

/**
 * What of the heap and of the buffers beside it is in use, in bytes, once it gets no smaller: what a test before left may still be held by the
 * compiler's own thread, late on a busy machine.
 */
export async function heap(): Promise<number> {
  for (let least = Number.POSITIVE_INFINITY, same = 0; ; ) {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    const used = heapUsed + arrayBuffers;
    same = used < least - 64 * 1024 ? 0 : same + 1;
    least = Math.min(least, used);
    if (same === 2) return least;
    await setTimeout(5);
  }
}

/** Another text each time, on the heap as it is when it was parsed, of one byte for each unit. */
export const parsedText = (n: number, length = MB) =>
  JSON.parse(`"${`${n} `.repeat(length / 2).slice(0, length)}"`) as string;

/**
 * What is held says as much as the heap does, in both directions, give or take what is there anyway. The account is asked
 * after the heap: what a test uses no more is not on it, however soon the compiler sees that.
 * @param before what of the heap was in use before, in bytes
 */
export async function expectTrueAccount(account: { readonly held: number }, before: number): Promise<void> {
  const grown = (await heap()) - before;
  const { held } = account;
  expect(grown).toBeLessThan(held * 1.5 + 4 * MB);
  expect(grown).toBeGreaterThan(held * 0.5 - 4 * MB);
}
