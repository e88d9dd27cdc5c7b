/** Waiting for a condition. */

/** How long a condition may take to come true, in ms. */
const PATIENCE_MS = 30_000;

/**
 * Resolves with the first value of `look` that is not undefined or false.
 * @throws Error naming `what` when it takes too long
 */
export async function until<T>(
  what: string | (() => string),
  look: () => T | undefined | false | Promise<T | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  for (const end = performance.now() + patienceMs; performance.now() < end; ) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
  throw new Error(`waited in vain for ${typeof what === "string" ? what : what()}`);
}
