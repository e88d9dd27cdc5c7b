/** Whether the history of inputs is being searched. */
import { createStore } from "../../floor/store";

/** The view of the shell in which the history of inputs is being searched, or null. */
export const historySearch = createStore<string | null>(null);
