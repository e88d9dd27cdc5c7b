/**
 * A window is painted before it is whole: Monaco, the files and the shells come after. What the user commands until then
 * waits for it (`holdCommands`).
 */
import { createStore } from "./store";

/** Everything is in the window that was in it before. */
export const isWhole = createStore(false);

/** Resolves when it is. */
export const whole: Promise<void> = new Promise((resolve) => {
  const stop = isWhole.subscribe(() => {
    stop();
    resolve();
  });
});
