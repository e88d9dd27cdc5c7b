/** The breakpoint whose condition, hit count and message are being edited; null: none. */
import { createStore } from "../../floor/store";

export const editedBreakpoint = createStore<{ readonly file: string; readonly line: number } | null>(null);
