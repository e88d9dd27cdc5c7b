/** What the pane of shells shows beside them. */
import { createStore } from "../../floor/store";

/** Whether the list of kernels is open over the shells. */
export const chooserOpen = createStore(false);

/** The view whose tab has a field for another name, or null. */
export const renaming = createStore<string | null>(null);
