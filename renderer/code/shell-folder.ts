/** Where new shells work. */
import { startFolder } from "../floor/app";
import { activeDocument } from "./documents";

/** The folder that new shells work in by default, and that relative paths of configurations belong to. */
export function shellFolder(): string {
  return startFolder(activeDocument.get()?.file.get().path ?? null);
}
