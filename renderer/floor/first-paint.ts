/** The first paint of the window: what takes long, and is not seen before, waits for it. */

/** A window that is not seen is not painted, and one on a busy machine is painted late; in ms. */
const PATIENCE_MS = { hidden: 100, seen: 2_000 };

/** Resolves after the first paint. To be called when there is something to paint. */
export function firstPainted(): Promise<void> {
  const patience = document.visibilityState === "hidden" ? PATIENCE_MS.hidden : PATIENCE_MS.seen;
  return new Promise((resolve) => {
    // After the frame, not in it.
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, patience);
  });
}
