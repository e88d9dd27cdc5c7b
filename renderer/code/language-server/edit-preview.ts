/** Changes over several files that the user is to look at before they are made. */
import { createStore } from "../../floor/store";
import type { Done, EditPlan } from "./workspace-edit";

export interface EditPreview {
  /** What is about to be done: "Rename area to surface". */
  readonly title: string;
  readonly plan: EditPlan;
  /** What to call when they were made. */
  readonly onDone: (done: Done) => void;
}

/** The one that is looked at; null while there is none. */
export const openPreview = createStore<EditPreview | null>(null);
