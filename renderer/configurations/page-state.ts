/** Whether the page of shell configurations is open. */
import { createStore } from "../floor/store";

/** The open page; `id`: the configuration to show, null: the first one. */
export const configurationsPage = createStore<{ readonly id: string | null } | null>(null);
