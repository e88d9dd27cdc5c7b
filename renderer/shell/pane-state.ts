/** What the pane of shells shows beside them. */
import { createStore } from "../store";

/** Whether the list of kernels is open over the shells. */
export const chooserOpen = createStore(false);
