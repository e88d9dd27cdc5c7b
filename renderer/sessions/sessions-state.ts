/** Whether the page of sessions is open. */
import { createStore } from "../store";

export const sessionsOpen = createStore(false);
