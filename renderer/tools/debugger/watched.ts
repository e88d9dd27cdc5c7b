/** The expressions that are watched, kept by the window as long as it is loaded. */
import { createStore } from "../../floor/store";

/** Most of them. */
const MOST = 100;
export const watched = createStore<readonly string[]>([]);

/** Watches one more; blanks at its ends are none of it. */
export function watchExpression(expression: string): void {
  const text = expression.trim();
  if (text !== "") watched.set((all) => (all.includes(text) || all.length >= MOST ? all : [...all, text]));
}
