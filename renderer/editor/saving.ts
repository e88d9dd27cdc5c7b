/** Saving, and what may stand in its way: a file that changed on disk, one that has no name yet, an encoding. */
import type { RequestInput } from "../../preload/contract/requests";
import { declaredEncoding, ENCODINGS, type Encoding } from "../../preload/contract/text-encodings";
import { isNotebookName } from "../../preload/notebook/convert";
import { t } from "../../preload/texts/texts";
import {
  activeDocument,
  type Document,
  documentOfPath,
  documents,
  eolOf,
  isReadOnly,
  markSaved,
  openDocument,
  removeDocument,
  takeFromDisk,
  textOf,
  updateFile,
} from "../code/documents";
import { languageById, languageOfFile } from "../code/languages";
import { mergeFromDisk } from "../code/merge-notebook";
import { monaco } from "../code/monaco";
import { facts, openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { ask } from "../floor/dialogs/dialogs";
import { notify } from "../floor/notices/notices";
import { baseName, folderOf, joinPath } from "../floor/paths";
import { dropBackup } from "./backups";
import { prepareSaving, tellSaved } from "./before-saving";
import { inTurn } from "./document-turns";
import { formatOnSave } from "./format-on-save";
import { putRight } from "./save-style";

/**
 * Saves a document, asking where it has no path. False when the user called it off. Of one document one save at a time
 * is on its way; the next one begins with what the one before it wrote.
 */
export function save(document: Document): Promise<boolean> {
  return inTurn(document, () => saveNow(document));
}

async function saveNow(document: Document): Promise<boolean> {
  const { path, onDisk, gone, changedOnDisk } = document.file.get();
  if (path === null || isReadOnly(document)) return saveAsNow(document);
  if (changedOnDisk) return resolveConflict(document);
  return write(document, path, gone ? "absent" : onDisk);
}

/**
 * Asks for a path and saves there. False when the user called it off.
 * @throws Error with a sentence when it cannot be written there
 */
export function saveAs(document: Document): Promise<boolean> {
  return inTurn(document, () => saveAsNow(document));
}

async function saveAsNow(document: Document): Promise<boolean> {
  const { path, name, withoutOutputs } = document.file.get();
  const suggestion = path
    ? withoutOutputs
      ? joinPath(folderOf(path), t("{name} without outputs.ipynb", { name: name.replace(/\.ipynb$/i, "") }))
      : path
    : joinPath(suggestedFolder(), suggestedName(document, name));
  const chosen = await tandem.request("files.pickSave", { suggestion });
  if (chosen === null) return false;
  if (withoutOutputs && chosen === path)
    throw new Error(
      t("{name} has outputs that are not here, and would lose them. Choose another name for the copy.", {
        name,
      }),
    );
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

/**
 * Saves a document in another encoding, which its text is made to declare where it declares one. False when the user
 * called it off.
 */
export function saveWithEncoding(document: Document, encoding: Encoding): Promise<boolean> {
  return inTurn(document, async () => {
    const before = document.file.get().encoding;
    takeEncoding(document, encoding);
    let saved = false;
    try {
      saved = await saveNow(document);
    } finally {
      if (!saved) takeEncoding(document, before);
    }
    return saved;
  });
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
 * Writes a document's text to a path; `expected` is what must stand there, null for anything.
 * @throws Error with a sentence when it cannot be written
 */
async function write(
  document: Document,
  path: string,
  expected: RequestInput<"files.write">["expected"],
  makeFolder = false,
): Promise<boolean> {
  await formatOnSave(document);
  prepareSaving(document);
  putRight(document, document.file.get().style);
  const encoding = encodingOf(document, baseName(path));
  const version = document.model.getAlternativeVersionId();
  const text = textOf(document, baseName(path));
  const answer = await tandem.request("files.write", {
    path,
    text,
    encoding,
    eol: eolOf(document),
    keepEnds: document.file.get().mixedEol,
    expected,
    ...(makeFolder ? { makeFolder: true as const } : {}),
  });
  if (answer.result === "noFolder")
    return (await mayMakeFolder(answer.folder)) && write(document, path, expected, true);
  if (answer.result === "changed") {
    updateFile(document, { changedOnDisk: true });
    return resolveConflict(document);
  }
  if (answer.result === "unwritable") {
    if (!(await offerUtf8(document, encoding, answer))) return false;
    return write(document, path, expected);
  }
  const name = baseName(answer.path);
  const before = document.file.get().onDisk;
  updateFile(document, {
    path: answer.path,
    name,
    identity: answer.identity,
    mixedEol: answer.mixedEol,
    encoding,
    declared: declaredEncoding(text, name)?.name ?? null,
    readOnly: false,
    withoutOutputs: false,
    library: false,
    onDisk: { stamp: answer.stamp, digest: answer.digest },
    gone: false,
    changedOnDisk: false,
    remark: null,
  });
  if (document.notebook && !isNotebookName(name)) {
    // What it is now was read as a notebook: it is opened anew as the file that it became.
    markSaved(document);
    await dropBackup(document);
    removeDocument(document);
    await openDocument(answer.path);
    return true;
  }
  document.notebook?.saved(text);
  tellSaved(document, before);
  const language = languageOfFile(name).id;
  if (
    !document.notebook &&
    language !== document.model.getLanguageId() &&
    (expected === null || language !== "plaintext")
  ) {
    monaco.editor.setModelLanguage(document.model, language);
  }
  // What was typed while the file was written is not on disk yet.
  if (document.model.getAlternativeVersionId() === version) {
    markSaved(document);
    await dropBackup(document);
  }
  return true;
}

/** Asks whether a folder is to be made again: it may be one of a disk that is not there just now. */
async function mayMakeFolder(folder: string): Promise<boolean> {
  const answer = await ask({
    name: t("Folder is gone"),
    sentence: t("{folder} is not there any more. Make it again, and save there?", { folder }),
    choices: [
      { id: "make", label: t("Make the folder"), primary: true },
      { id: "cancel", label: t("Cancel") },
    ],
    cancel: "cancel",
  });
  return answer === "make";
}

/** The encoding to write in: the one that the text has come to declare, else the one that it was read in. */
function encodingOf(document: Document, name: string): Encoding {
  const { encoding, declared } = document.file.get();
  // A byte order mark is above all declarations.
  if (encoding === "utf8bom" || encoding === "utf16le" || encoding === "utf16be") return encoding;
  const declares = declaredEncoding(textOf(document), name);
  return declares?.encoding && declares.name !== declared ? declares.encoding : encoding;
}

/** Makes the text one in that encoding: what it declares is changed along, as an edit that can be undone. */
function takeEncoding(document: Document, encoding: Encoding): void {
  const { model } = document;
  const { name } = ENCODINGS[encoding];
  const declares = declaredEncoding(textOf(document), document.file.get().name);
  if (declares && declares.encoding !== encoding) {
    // Its places are counted with "\n" at the line ends, and it never reaches over one.
    const before = textOf(document).slice(0, declares.at).split("\n");
    const [line, column] = [before.length, (before.at(-1) ?? "").length + 1];
    const range = new monaco.Range(line, column, line, column + declares.name.length);
    model.pushStackElement();
    model.pushEditOperations([], [{ range, text: name }], () => null);
    model.pushStackElement();
  }
  updateFile(document, { encoding, declared: declares ? name : null });
}

/** Asks when the text has outgrown its encoding. False when the user called it off. */
async function offerUtf8(
  document: Document,
  encoding: Encoding,
  { sign, line }: { readonly sign: string; readonly line: number },
): Promise<boolean> {
  const { name } = document.file.get();
  const declares = declaredEncoding(textOf(document), name) !== undefined;
  const values = { name, encoding: ENCODINGS[encoding].title, sign, line: String(line) };
  const answer = await ask({
    name: t("Encoding"),
    sentence: declares
      ? t(
          "{name} is in {encoding}, which has no “{sign}” (line {line}). Save it as UTF-8, and have it declare that?",
          values,
        )
      : t("{name} is in {encoding}, which has no “{sign}” (line {line}). Save it as UTF-8?", values),
    choices: [
      { id: "utf8", label: t("Save as UTF-8"), primary: true },
      { id: "cancel", label: t("Cancel") },
    ],
    cancel: "cancel",
  });
  if (answer !== "utf8") return false;
  takeEncoding(document, "utf8");
  return true;
}

/**
 * Asks what counts when both the text and the file on disk have changed. True when it was settled by saving. To be
 * called in the document's turn.
 */
export async function resolveConflict(document: Document): Promise<boolean> {
  const { name, path } = document.file.get();
  if (path === null) return false;
  if (document.notebook) {
    const conflicts = mergeFromDisk(document, await tandem.request("files.read", { path }));
    // What stands twice is to be looked at before it is saved.
    if (conflicts === 0) return write(document, path, document.file.get().onDisk);
    if (conflicts !== null) {
      notify({ level: "warning", sentence: mergedSentence(name, conflicts) });
      return false;
    }
  }
  const answer = await ask({
    name: t("File changed on disk"),
    sentence: t("{name} was changed outside this window since it was opened, and has unsaved changes here.", {
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

/** What is said of a notebook with cells that were changed here and elsewhere. */
export function mergedSentence(name: string, conflicts: number): string {
  return t(
    "{name} was changed outside this window. {count} cells were changed here as well: both stand there, theirs below yours.",
    { name, count: conflicts },
  );
}

/** Takes the text that is on disk, giving up the changes here. To be called in the document's turn. */
export async function reload(document: Document, encoding?: Encoding): Promise<void> {
  const { path } = document.file.get();
  if (path === null) return;
  takeFromDisk(document, await tandem.request("files.read", { path, ...(encoding && { encoding }) }));
  await dropBackup(document);
}

/** Saves every document with changes; stops when the user calls one off. */
export async function saveAll(): Promise<boolean> {
  for (const document of documents.get()) {
    if (document.modified.get() && !(await save(document))) return false;
  }
  return true;
}
