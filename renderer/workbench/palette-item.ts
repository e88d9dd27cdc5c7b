/** A row of the palette. */
import type { FolderSymbol } from "../code/language-server/symbols";
import type { Symbol } from "../code/outline";

export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  /** Beside the title, e.g. a folder. */
  readonly detail: string;
  /** Key of a command, or what kind of thing it is. */
  readonly kind:
    | "command"
    | "file"
    | "closed file"
    | "folder"
    | "line"
    | "choice"
    | Symbol["kind"]
    | FolderSymbol["kind"];
  readonly key: string | null;
  /** A file's path from the open folder. */
  readonly place?: string;
  readonly run: () => void | Promise<void>;
}
