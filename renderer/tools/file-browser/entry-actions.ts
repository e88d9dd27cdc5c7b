/** What is done to the files and folders of the file browser; open files go with them. */
import { t } from "../../../preload/texts/texts";
import { followMoved } from "../../code/breakpoints";
import { activeDocument, type Document, documents, openDocument, updateFile } from "../../code/documents";
import { focusEditor } from "../../code/instance";
import { languageOfFile } from "../../code/languages";
import { monaco } from "../../code/monaco";
import { closeDeleted } from "../../editor/closing";
import { tandem } from "../../floor/bridge";
import { ask } from "../../floor/dialogs/dialogs";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { baseName, joinPath, pathWithin } from "../../floor/paths";

/** Makes a file, which is opened, or a folder. @throws Error with a sentence */
export async function create(folder: string, name: string, kind: "file" | "folder"): Promise<string> {
  const { path } = await tandem.request("files.create", { folder, name, kind });
  if (kind === "file") {
    await openDocument(path);
    focusEditor();
  }
  return path;
}

/** Gives it another name. Open files keep their text, their undo and what is unsaved. @throws Error with a sentence */
export async function rename(path: string, name: string): Promise<string> {
  const { path: to } = await tandem.request("files.rename", { path, name });
  followFiles(path, to);
  return to;
}

/** Moves it into another folder; open files go with it. @throws Error with a sentence */
export async function move(path: string, folder: string): Promise<string> {
  const { path: to } = await tandem.request("files.move", { path, folder });
  followFiles(path, to);
  return to;
}

/** Copies it into a folder, and never over what is there. @throws Error with a sentence */
export async function copy(path: string, folder: string): Promise<string> {
  return (await tandem.request("files.copy", { path, folder })).path;
}

/** Open files are where their files are now. */
function followFiles(path: string, to: string): void {
  for (const document of documents.get()) {
    const own = document.file.get().path;
    const within = pathWithin(path, own);
    if (own === null || within === undefined) continue;
    const now = within === "" ? to : joinPath(to, within);
    if (within === "" && !document.notebook)
      monaco.editor.setModelLanguage(document.model, languageOfFile(baseName(now)).id);
    updateFile(document, { path: now, name: baseName(now), identity: null });
  }
  followMoved(path, to);
}

function offerUndo(name: string, undo: string, undone: () => Promise<void>): void {
  notify({
    level: "info",
    sentence: t("{name} is in the trash.", { name }),
    actions: [
      {
        label: t("Undo"),
        run: async () => {
          try {
            await tandem.request("files.untrash", { undo });
            await undone();
          } catch (error) {
            notify({ level: "error", sentence: sentenceOf(error) });
          }
        },
      },
    ],
  });
}

/** Gives back what opens files again that are about to be closed; the one in front comes there again. */
function reopening(closing: readonly Document[]): () => Promise<void> {
  const front = activeDocument.get();
  const paths = closing.flatMap((document) => document.file.get().path ?? []);
  const frontPath = front && closing.includes(front) ? front.file.get().path : null;
  return async () => {
    const shown = activeDocument.get();
    for (const path of paths) await openDocument(path);
    if (frontPath !== null) await openDocument(frontPath);
    else if (shown) activeDocument.set(shown);
  };
}

/** Moves it to the trash, or deletes it, as the user says. False when it stays. @param undone it was taken back @throws Error with a sentence */
export async function remove(
  path: string,
  kind: "file" | "folder",
  undone: () => Promise<void>,
): Promise<boolean> {
  const name = baseName(path);
  const within = documents
    .get()
    .filter((document) => pathWithin(path, document.file.get().path) !== undefined);
  const unsaved = within.filter((document) => document.modified.get());
  const unmodified = within.filter((document) => !document.modified.get());
  const stays = unsaved.map((document) =>
    t("{name} has changes that are not saved. Its text stays open.", { name: document.file.get().name }),
  );
  const trash = await tandem.request("files.trashOf", { path });
  if (trash === "none") return removeForGood(path, stays, unmodified);
  const answer = await ask({
    name: t("Delete"),
    sentence:
      kind === "file"
        ? t("Move {name} to the trash?", { name })
        : t("Move {name} to the trash, with all that it holds?", { name }),
    details: [
      ...(trash === "system"
        ? [t("Tandem cannot take this back. The trash of the system has it, and can put it back.")]
        : []),
      ...stays,
    ],
    choices: [
      { id: "trash", label: t("Move to the trash"), primary: true },
      { id: "cancel", label: t("Cancel") },
    ],
    cancel: "cancel",
  });
  if (answer !== "trash") return false;
  const { done, undo } = await tandem.request("files.trash", { path });
  if (done) {
    const openAgain = reopening(unmodified);
    await closeDeleted(unmodified);
    if (undo !== null)
      offerUndo(name, undo, async () => {
        await openAgain();
        await undone();
      });
    return true;
  }
  return removeForGood(path, stays, unmodified);
}

/** Where there is no trash: deletes it, if the user wants that. @param unmodified open files in it, which are closed */
async function removeForGood(
  path: string,
  details: readonly string[],
  unmodified: readonly Document[],
): Promise<boolean> {
  const name = baseName(path);
  const forGood = await ask({
    name: t("Delete"),
    sentence: t("There is no trash for {name} here. Delete it for good?", { name }),
    details,
    choices: [
      { id: "delete", label: t("Delete for good") },
      { id: "cancel", label: t("Cancel"), primary: true },
    ],
    cancel: "cancel",
  });
  if (forGood !== "delete") return false;
  await tandem.request("files.delete", { path });
  await closeDeleted(unmodified);
  return true;
}
