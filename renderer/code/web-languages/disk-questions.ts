/** What the worker for TypeScript asks of the window, beside the protocol; answered with `null` where there is nothing. */

/** The text of a file. Parameters: `{ path }`. */
export const READ_FILE = "tandem/readFile";
/** The names in a folder, those of folders with a "/" at the end. Parameters: `{ path }`. */
export const LIST_FOLDER = "tandem/listFolder";
/** The window says that files on the disk may be others. */
export const DISK_CHANGED = "tandem/diskChanged";

/** What it is told when it starts. */
export interface TypeScriptOptions {
  /** The folder with the declarations of the language itself, with "/" between names. */
  readonly library: string;
}
