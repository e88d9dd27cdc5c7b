/** What the file browser puts into the trash; on Linux it can be taken back. */
import { randomUUID } from "node:crypto";
import { basename, resolve } from "node:path";
import { shell } from "electron";
import type { TrashKind } from "../../preload/contract/files";
import { t } from "../../preload/texts/texts";
import { fileProblem, UserError } from "../floor/user-error";
import { moveToTrash, type Trashed, takeFromTrash, trashFor } from "./xdg-trash";

/** The newest that can be taken back. */
const MOST_UNDONE = 200;

export class Trash {
  readonly #trashed = new Map<string, Trashed>();

  /** What becomes of what is at a path when it is put there. */
  async kindFor(path: string): Promise<TrashKind> {
    if (process.platform !== "linux") return "system";
    return trashFor(path).then(
      () => "undoable",
      () => "none",
    );
  }

  /** Puts what is at a path there; not `done` where there is no trash for it. */
  async put(path: string): Promise<{ done: boolean; undo: string | null }> {
    if (process.platform === "linux") {
      const trashed = await moveToTrash(path).catch(() => null);
      if (trashed) {
        const undo = randomUUID();
        this.#trashed.set(undo, trashed);
        const [oldest] = this.#trashed.keys();
        if (this.#trashed.size > MOST_UNDONE && oldest !== undefined) this.#trashed.delete(oldest);
        return { done: true, undo };
      }
    }
    const done = await shell.trashItem(resolve(path)).then(
      () => true,
      () => false,
    );
    return { done, undo: null };
  }

  /** @returns where it is again @throws UserError with a sentence when it cannot be taken back */
  async takeBack(undo: string): Promise<string> {
    const trashed = this.#trashed.get(undo);
    if (!trashed) throw new UserError(t("This cannot be taken back from here any more: it is in the trash."));
    try {
      await takeFromTrash(trashed);
      this.#trashed.delete(undo);
      return trashed.from;
    } catch (error) {
      const name = basename(trashed.from);
      throw (error as NodeJS.ErrnoException).code === "EEXIST"
        ? new UserError(t("There is a {name} already.", { name }))
        : new UserError(t("{name} cannot be taken back: {reason}.", { name, reason: fileProblem(error) }));
    }
  }
}
