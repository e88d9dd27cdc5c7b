/** The first paint of the window: what takes long, and is not seen before, waits for it. */

/** A window that is not seen is not painted; in ms. */
const PATIENCE_MS = 100;

let painted = false;

/** Does it at once where the window was painted already. Returns a function that calls it off. */
export function afterFirstPaint(act: () => void): () => void {
  if (painted) {
    act();
    return () => {};
  }
  let isWanted = true;
  const begin = () => {
    painted = true;
    if (isWanted) act();
    isWanted = false;
  };
  // After the frame, not in it.
  const frame = requestAnimationFrame(() => setTimeout(begin));
  const timer = setTimeout(begin, PATIENCE_MS);
  return () => {
    isWanted = false;
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
