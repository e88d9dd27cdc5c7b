/** Waits with what costs much until the keys pause: of a word that is typed at one go only the whole is asked about. */
import type { monaco } from "../../monaco";

/** Keys that follow each other faster are one go, in ms. */
export const PAUSE_MS = 80;
/** But it is asked after so many ms of them. */
export const MOST_MS = 600;

const changed = new WeakMap<monaco.editor.ITextModel, { at: number }>();

/** When a text was changed last, from the first call on (`performance.now()`, ms). */
function lastChange(model: monaco.editor.ITextModel): { readonly at: number } {
  let known = changed.get(model);
  if (!known) {
    const own = { at: performance.now() };
    model.onDidChangeContent(() => {
      own.at = performance.now();
    });
    known = own;
    changed.set(model, known);
  }
  return known;
}

/**
 * Resolves when no key has changed the text for `PAUSE_MS`, at once where that is so already.
 * @returns false: it is not wanted any more
 */
export async function keysPause(
  model: monaco.editor.ITextModel,
  token: monaco.CancellationToken,
): Promise<boolean> {
  const last = lastChange(model);
  const until = performance.now() + MOST_MS;
  for (;;) {
    const now = performance.now();
    const left = Math.min(last.at + PAUSE_MS, until) - now;
    if (token.isCancellationRequested || model.isDisposed()) return false;
    if (left <= 0) return true;
    await new Promise((resolve) => setTimeout(resolve, left));
  }
}
