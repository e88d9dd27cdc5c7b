/** Whether the palette is open, and for what. */
import { createStore } from "./store";

/** What there is to choose for the file in front: how it is written. */
export type FormatKind = "encoding" | "reopenEncoding" | "saveEncoding" | "lineEnds" | "indentation";

/** "fileSymbols" are those of the file in front, "folderSymbols" those that language servers know. "keys" shows all commands, with their keys; "commands" looks through commands, files and symbols; "files" is the file switcher; "line" takes a line's number; "attach" a Python program; "recent" files and folders that were open. */
export type PaletteKind =
  | "commands"
  | "keys"
  | "files"
  | "line"
  | "fileSymbols"
  | "folderSymbols"
  | "attach"
  | "recent"
  | FormatKind;

export const openPalette = createStore<PaletteKind | null>(null);
