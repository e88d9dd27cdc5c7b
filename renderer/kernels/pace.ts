/** When the window does its work: in which task, before which picture. */

/** When things happen; replaced in tests. */
export interface Pace {
  now(): number;
  /** Resolves in a task of its own, after whatever the window has to do first. */
  nextTask(): Promise<void>;
  /** Calls before the next picture is drawn. */
  beforeFrame(callback: () => void): void;
  /** Calls after so many ms. */
  later(callback: () => void, ms: number): void;
  /** When a key was pressed last, as `now` has it; -Infinity: none was. */
  keyAt(): number;
}

/** A picture that is not drawn after so long, in ms, is not waited for: a window can be hidden, or lose its compositor. */
const NO_PICTURE_MS = 100;

let lastKey = Number.NEGATIVE_INFINITY;
globalThis.addEventListener?.(
  "keydown",
  () => {
    lastKey = performance.now();
  },
  true,
);

/** The window's own pace. A window that draws no pictures goes on by a timer. */
export const windowPace: Pace = {
  now: () => performance.now(),
  nextTask: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        // Else the two hold each other until memory is looked through.
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    }),
  beforeFrame: (callback) => {
    let frame = 0;
    const timer = setTimeout(() => {
      cancelAnimationFrame(frame);
      callback();
    }, NO_PICTURE_MS);
    frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      callback();
    });
  },
  later: (callback, ms) => void setTimeout(callback, ms),
  keyAt: () => lastKey,
};
