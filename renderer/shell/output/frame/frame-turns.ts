/**
 * Frames are made one after another, each when the window has nothing else to do, and only where they are near the view:
 * each is a page and a process.
 */

/** So near counts as in view, in px. */
const NEAR_PX = 200;
/** Longest time that the next one waits for an idle window, in ms. */
const LONGEST_WAIT_MS = 400;

const queue = new Map<Element, () => void>();
let scheduled = false;

function schedule(): void {
  if (scheduled || queue.size === 0) return;
  scheduled = true;
  requestIdleCallback(
    () => {
      scheduled = false;
      const [first] = queue;
      if (first) {
        const [place, make] = first;
        queue.delete(place);
        make();
      }
      schedule();
    },
    { timeout: LONGEST_WAIT_MS },
  );
}

/**
 * Calls `make` once, when `place` has come near the view and its turn has come. One that leaves again before waits on.
 * Returns a function that takes it back.
 */
export function whenNear(place: Element, make: () => void): () => void {
  const options: IntersectionObserverInit & { scrollMargin: string } = {
    rootMargin: `${NEAR_PX}px`,
    scrollMargin: `${NEAR_PX}px`,
  };
  const observer = new IntersectionObserver((entries) => {
    if (!entries.at(-1)?.isIntersecting) queue.delete(place);
    else if (!queue.has(place)) {
      queue.set(place, () => {
        observer.disconnect();
        make();
      });
      schedule();
    }
  }, options);
  observer.observe(place);
  return () => {
    observer.disconnect();
    queue.delete(place);
  };
}
