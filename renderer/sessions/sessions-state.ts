/** Whether the page of sessions is open. */
import { createStore } from "../floor/store";

export const sessionsOpen = createStore(false);
