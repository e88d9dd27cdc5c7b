/** What of the tool is asked for from elsewhere. */
import { createStore } from "../../floor/store";

export const searchTool = createStore({
  /** The fields that say where. */
  details: false,
  /** Counts how often a field was asked for. */
  asked: 0,
  /** The field that was asked for last. */
  field: "text" as "text" | "replacement",
});

/** Goes to the next or the previous place; the tool sets it while it is there. */
export const stepper: { run: (by: 1 | -1) => void } = { run: () => {} };
