/** Why a file that is named as a notebook is none, in words. */
import type { MergedConflict } from "../../preload/notebook/conflict";
import type { NotebookError } from "../../preload/notebook/notebook-file";
import { t } from "../../preload/texts/texts";

/** @param name the file's */
export function noNotebook({ reason, line, version }: NotebookError, name: string): string {
  switch (reason) {
    case "not JSON":
      return t(
        "{name} is no whole notebook: its JSON breaks off or is wrong in line {line}. It is shown as text.",
        {
          name,
          line: String(line),
        },
      );
    case "conflict":
      return t(
        "{name} has Git's conflict marks in it, the first in line {line}. It is shown as text: take one side of each, save, and open it again.",
        { name, line: String(line) },
      );
    case "version":
      return t(
        "{name} says that it is a notebook of version {version}; 3 and 4 can be read. It is shown as text.",
        {
          name,
          version,
        },
      );
    case "no notebook":
      return t("{name} has nothing of a notebook in it. It is shown as text.", { name });
  }
}

/** What is said of a notebook that Git could not merge, which is shown with both sides. */
export function bothSides(name: string, { conflicts, ours, theirs }: MergedConflict): string {
  return t(
    "{name} has Git's conflict marks in it. Of {count} cells both sides stand here: that of {ours}, and below it, under its name as title, that of {theirs}. Delete what is not to stay, and save.",
    { name, count: conflicts, ours, theirs },
  );
}
