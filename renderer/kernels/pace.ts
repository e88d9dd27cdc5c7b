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
}

/** The window's own pace. A hidden window draws no pictures, so there a timer stands in. */
export const windowPace: Pace = {
  now: () => performance.now(),
  nextTask: () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    }),
  beforeFrame: (callback) => {
    if (document.hidden) setTimeout(callback, 100);
    else requestAnimationFrame(() => callback());
  },
  later: (callback, ms) => void setTimeout(callback, ms),
};
