/** Closing files: what is unsaved asks first, and what was closed can be opened again. */
import { t } from "../../preload/texts/texts";
import { type Document, documents, isEdited, openDocument, removeDocument } from "../code/documents";
import { ask } from "../floor/dialogs/dialogs";
import { createStore } from "../floor/store";
import { dropBackup } from "./backups";
import { save } from "./saving";

/** Paths of closed files, the last one last. */
export const closedPaths = createStore<readonly string[]>([]);

/** Asks about the unsaved ones among some documents, and saves them if wanted. False when they are to stay open. */
export async function settleUnsaved(closing: readonly Document[]): Promise<boolean> {
  const unsaved = closing.filter((document) => document.modified.get());
  const [first] = unsaved;
  if (!first) return true;
  const names = unsaved.map((document) => document.file.get().name);
  const answer = await ask({
    name: t("Unsaved changes"),
    sentence:
      unsaved.length === 1
        ? t("{name} has changes that are not saved.", { name: names[0] ?? "" })
        : t("{count} files have changes that are not saved:", { count: unsaved.length }),
    ...(unsaved.length === 1 ? {} : { details: names }),
    choices: [
      { id: "save", label: t("Save"), primary: true },
      { id: "discard", label: t("Discard") },
      { id: "cancel", label: t("Cancel") },
    ],
    cancel: "cancel",
  });
  if (answer === "cancel") return false;
  for (const document of unsaved) {
    if (answer === "save" && !(await save(document))) return false;
  }
  return true;
}

/** Closes documents, asking first where text is unsaved. False when they stay open. */
export async function closeDocuments(closing: readonly Document[]): Promise<boolean> {
  if (!(await settleUnsaved(closing))) return false;
  for (const document of closing) await closeNow(document);
  return true;
}

async function closeNow(document: Document): Promise<void> {
  const { path } = document.file.get();
  if (path !== null) closedPaths.set((now) => [...now.filter((other) => other !== path), path].slice(-50));
  await dropBackup(document);
  removeDocument(document);
}

/** Closes documents of which the files were deleted on purpose, but for those that were typed in. */
export async function closeDeleted(deleted: readonly Document[]): Promise<void> {
  const open = documents.get();
  for (const document of deleted)
    if (open.includes(document) && !isEdited(document)) await closeNow(document);
}

/** Opens the file that was closed last. */
export async function reopenClosed(): Promise<void> {
  const open = new Set(documents.get().map((document) => document.file.get().path));
  const path = closedPaths.get().findLast((closed) => !open.has(closed));
  if (path === undefined) return;
  closedPaths.set((now) => now.filter((other) => other !== path));
  await openDocument(path);
}
