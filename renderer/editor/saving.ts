/** Saving, and what may stand in its way: a file that changed on disk, one that has no name yet, an encoding. */
import { t } from "../../preload/texts/texts";
import { tandem } from "../bridge";
import { facts, openFolder } from "../workbench/app";
import { ask } from "../workbench/dialogs";
import { dropBackup } from "./backups";
import {
  activeDocument,
  type Document,
  documentOfPath,
  documents,
  eolOf,
  markSaved,
  removeDocument,
  takeFromDisk,
  textOf,
  updateFile,
} from "./documents";
import { languageById, languageOfFile } from "./languages";
import { monaco } from "./monaco";
import { baseName, folderOf, joinPath } from "./paths";

/** Saves a document, asking where it has no path. False when the user called it off. */
export async function save(document: Document): Promise<boolean> {
  const { path, stamp, readOnly, changedOnDisk } = document.file.get();
  if (path === null || readOnly) return saveAs(document);
  if (changedOnDisk) return resolveConflict(document);
  return write(document, path, stamp);
}

/**
 * Asks for a path and saves there. False when the user called it off.
 * @throws Error with a sentence when it cannot be written there
 */
export async function saveAs(document: Document): Promise<boolean> {
  const { path, name } = document.file.get();
  const suggestion = path ?? joinPath(suggestedFolder(), suggestedName(document, name));
  const chosen = await tandem.request("files.pickSave", { suggestion });
  if (chosen === null) return false;
  const other = documentOfPath(chosen);
  if (other && other !== document) {
    if (other.modified.get()) {
      throw new Error(
        t("{name} is open with unsaved changes of its own. Close it first, or choose another name.", {
          name: baseName(chosen),
        }),
      );
    }
    removeDocument(other);
  }
  return write(document, chosen, null);
}

function suggestedFolder(): string {
  const shown = activeDocument.get()?.file.get().path;
  return openFolder.get() ?? (shown ? folderOf(shown) : facts.get().home);
}

function suggestedName(document: Document, name: string): string {
  const extension = languageById(document.model.getLanguageId()).extensions[0];
  return name.toLowerCase().replace(" ", "-") + (extension ? `.${extension}` : "");
}

/**
 * Writes a document's text to a path; `expected` is the stamp it must still have there, null for any.
 * @throws Error with a sentence when it cannot be written
 */
async function write(document: Document, path: string, expected: string | null): Promise<boolean> {
  const encoding = await encodingFor(document);
  if (encoding === null) return false;
  const version = document.model.getAlternativeVersionId();
  const answer = await tandem.request("files.write", {
    path,
    text: textOf(document),
    encoding,
    eol: eolOf(document),
    expected,
  });
  if (answer.result === "changed") {
    updateFile(document, { changedOnDisk: true });
    return resolveConflict(document);
  }
  const name = baseName(path);
  updateFile(document, {
    path,
    name,
    encoding,
    readOnly: false,
    stamp: answer.stamp,
    changedOnDisk: false,
    remark: null,
  });
  const language = languageOfFile(name).id;
  if (language !== document.model.getLanguageId() && (expected === null || language !== "plaintext")) {
    monaco.editor.setModelLanguage(document.model, language);
  }
  // What was typed while the file was written is not on disk yet.
  if (document.model.getAlternativeVersionId() === version) {
    markSaved(document);
    await dropBackup(document);
  }
  return true;
}

/** The encoding to write in: asks when the text has outgrown Latin-1. Null when the user called it off. */
async function encodingFor(document: Document) {
  const { encoding, name } = document.file.get();
  if (encoding !== "latin1" || !/[^\u0000-\u00ff]/.test(textOf(document))) return encoding;
  const answer = await ask({
    name: t("Encoding"),
    sentence: t("{name} is in Latin-1, which has no signs for some of the text. Save it as UTF-8?", { name }),
    choices: [
      { id: "utf8", label: t("Save as UTF-8"), primary: true },
      { id: "cancel", label: t("Cancel") },
    ],
    cancel: "cancel",
  });
  return answer === "utf8" ? "utf8" : null;
}

/** Asks what counts when both the text and the file on disk have changed. True when it was settled by saving. */
export async function resolveConflict(document: Document): Promise<boolean> {
  const { name, path } = document.file.get();
  if (path === null) return false;
  const answer = await ask({
    name: t("File changed on disk"),
    sentence: t("{name} was changed by another program since it was opened, and has unsaved changes here.", {
      name,
    }),
    choices: [
      { id: "overwrite", label: t("Overwrite") },
      { id: "reload", label: t("Reload") },
      { id: "cancel", label: t("Cancel"), primary: true },
    ],
    cancel: "cancel",
  });
  if (answer === "overwrite") return write(document, path, null);
  if (answer === "reload") await reload(document);
  return false;
}

/** Takes the text that is on disk, giving up the changes here. */
export async function reload(document: Document): Promise<void> {
  const { path } = document.file.get();
  if (path === null) return;
  takeFromDisk(document, await tandem.request("files.read", { path }));
  await dropBackup(document);
}

/** Saves every document with changes; stops when the user calls one off. */
export async function saveAll(): Promise<boolean> {
  for (const document of documents.get()) {
    if (document.modified.get() && !(await save(document))) return false;
  }
  return true;
}
