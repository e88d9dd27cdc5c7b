/** Waiting for a condition. */

/** How long a condition may take to come true, in ms. */
const PATIENCE_MS = 50_000;

/** What is being waited for just now. */
const waits = new Set<() => string>();

/** Says what is being waited for just now, for whoever gives up on a whole that hangs. */
export function waitingFor(): string {
  return [...waits].map((say) => say()).join("; ");
}

/**
 * Resolves with the first value of `look` that is not undefined or false.
 * @throws Error naming `what` when it takes too long
 */
export async function until<T>(
  what: string | (() => string),
  look: () => T | undefined | false | Promise<T | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const say = () => (typeof what === "string" ? what : what());
  waits.add(say);
  let timer: NodeJS.Timeout | undefined;
  let over = false;
  // A look may hang itself: it is not waited for longer than the condition.
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      over = true;
      resolve(undefined);
    }, patienceMs);
  });
  try {
    for (;;) {
      const found = await Promise.race([look(), late]);
      if (found !== undefined && found !== false) return found;
      if (over) throw new Error(`waited in vain for ${say()}`);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
  } finally {
    clearTimeout(timer);
    waits.delete(say);
  }
}
