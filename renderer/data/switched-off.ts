/** Stores of what a viewer has not, so that a page may look at them all the same. */
import { createStore } from "../floor/store";

export const NEVER = createStore(false);
export const NOTHING = createStore<readonly unknown[]>([]);
