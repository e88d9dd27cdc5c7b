/** What a feature says of files by their paths, wherever files are listed: e.g. that one is changed. */
import { createStore } from "./store";

export interface FileMark {
  /** One letter. */
  readonly letter: string;
  /** In words. */
  readonly title: string;
  readonly tone: "changed" | "new" | "gone" | "trouble";
}

export interface FileMarks {
  /** Of a file, or of a folder with something marked in it. */
  of(path: string): FileMark | undefined;
}

/** None until a feature has some. */
export const fileMarks = createStore<FileMarks>({ of: () => undefined });
