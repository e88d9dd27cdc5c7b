/** Whether a screen reader, or another program like it, reads the window. */
import { tandem } from "./bridge";
import { createStore } from "./store";

export const assisted = createStore(false);

/** Follows what main tells of it; returns a function that stops it. */
export function followAssistance(): () => void {
  return tandem.on("window.state", (state) => assisted.set(state.assisted));
}
