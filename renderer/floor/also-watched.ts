/** Files that a feature follows beside the open ones: what happens to them is told as `files.changed`. */
import { createStore } from "./store";

export const alsoWatched = createStore<readonly string[]>([]);
