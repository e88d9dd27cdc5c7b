/** The breakpoint whose condition, hit count and message are being edited; null: none. */
import { createStore } from "../../floor/store";

export interface EditedBreakpoint {
  readonly file: string;
  readonly line: number;
  /** Where the keyboard is at first; else at its condition. */
  readonly at?: "message";
}

export const editedBreakpoint = createStore<EditedBreakpoint | null>(null);
