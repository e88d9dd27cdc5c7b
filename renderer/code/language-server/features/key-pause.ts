/** Waits with what costs much until the keys pause: of a word that is typed at one go only the whole is asked about. */
import type { monaco } from "../../monaco";

/** Keys that follow each other faster are one go, in ms. */
export const PAUSE_MS = 80;
/** Of who takes long to answer they are one go within a longer time, up to this, in ms. */
export const LONGEST_PAUSE_MS = 300;
/** An answer that was called off is taken for so many times as long as it was waited for. */
const CALLED_OFF = 3;
/** But it is asked after so many ms of them. */
export const MOST_MS = 600;

/** How long keys have to pause for somebody who answered the last questions within some time. */
export class Pace {
  #tookMs = 0;

  /** Is told how long an answer took, in ms. @param calledOff it was not waited for: it would have taken longer */
  took(ms: number, calledOff = false): void {
    this.#tookMs = calledOff ? Math.max(this.#tookMs, CALLED_OFF * ms) : (this.#tookMs + ms) / 2;
  }

  /** In ms: what costs little is asked soon. */
  get pauseMs(): number {
    return Math.min(Math.max(PAUSE_MS, this.#tookMs / 2), LONGEST_PAUSE_MS);
  }
}

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
 * Resolves when no key has changed the text for so long, at once where that is so already.
 * @param pauseMs see `Pace` @returns false: it is not wanted any more
 */
export async function keysPause(
  model: monaco.editor.ITextModel,
  token: monaco.CancellationToken,
  pauseMs = PAUSE_MS,
): Promise<boolean> {
  const last = lastChange(model);
  const until = performance.now() + MOST_MS * (pauseMs / PAUSE_MS);
  for (;;) {
    const now = performance.now();
    const left = Math.min(last.at + pauseMs, until) - now;
    if (token.isCancellationRequested || model.isDisposed()) return false;
    if (left <= 0) return true;
    await new Promise((resolve) => setTimeout(resolve, left));
  }
}
