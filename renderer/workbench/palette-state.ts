/** Whether the palette is open, and for what. */
import { createStore } from "../store";

/** "commands" looks through commands, files and symbols; "files" is the file switcher; "line" takes a line's number. */
export type PaletteKind = "commands" | "files" | "line";

export const openPalette = createStore<PaletteKind | null>(null);
