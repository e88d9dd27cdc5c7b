/** The open files: their text (Monaco's models), where they are on disk, and which one is in front. */

import type { Backup, FileContent } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import { tandem } from "../bridge";
import { createStore, type Store } from "../store";
import { disposeModel } from "./dispose-model";
import { languageOfFile } from "./languages";
import { monaco } from "./monaco";
import { baseName } from "./paths";

/** A sentence about a file that stands over its text. */
export interface FileRemark {
  readonly level: "info" | "warning" | "error";
  readonly sentence: string;
}

/** How a file stands on disk, as far as the window knows. */
export interface FileState {
  /** Null for a file that was never saved. */
  readonly path: string | null;
  readonly name: string;
  readonly encoding: FileContent["encoding"];
  readonly readOnly: boolean;
  /** Stamp of the text on disk that the text here is based on; null when there is none on disk. */
  readonly stamp: string | null;
  readonly remark: FileRemark | null;
  /** The file on disk is another one by now, and the text here has changes of its own. */
  readonly changedOnDisk: boolean;
}

/** One open file. */
export interface Document {
  /** Names it as long as it is open, also over a reload. */
  readonly id: string;
  readonly model: monaco.editor.ITextModel;
  readonly file: Store<FileState>;
  readonly modified: Store<boolean>;
}

/** In the order of their tabs. */
export const documents = createStore<readonly Document[]>([]);
/** The one in front. */
export const activeDocument = createStore<Document | null>(null);

/** Version of each document's text that is on disk; absent when what is on disk is not what the text is based on. */
const savedVersions = new WeakMap<Document, number>();

function makeDocument(
  id: string,
  text: string,
  eol: "\n" | "\r\n",
  language: string,
  file: FileState,
): Document {
  const model = monaco.editor.createModel(text, language);
  model.setEOL(eol === "\n" ? monaco.editor.EndOfLineSequence.LF : monaco.editor.EndOfLineSequence.CRLF);
  const document: Document = { id, model, file: createStore(file), modified: createStore(false) };
  model.onDidChangeContent(() => updateModified(document));
  return document;
}

function updateModified(document: Document): void {
  document.modified.set(savedVersions.get(document) !== document.model.getAlternativeVersionId());
}

/** Says that the text as it is now is the one on disk. */
export function markSaved(document: Document): void {
  savedVersions.set(document, document.model.getAlternativeVersionId());
  updateModified(document);
}

/** Says that the text is on disk no more (the file is gone). */
export function markUnsaved(document: Document): void {
  savedVersions.delete(document);
  updateModified(document);
}

function addDocument(document: Document): void {
  documents.set((now) => [...now, document]);
  activeDocument.set(document);
}

/** What stands over a file's text when it was read: that it is not plain writable UTF-8. */
function remarkOn(content: FileContent): FileRemark | null {
  const name = baseName(content.path);
  if (content.readOnly) {
    return {
      level: "info",
      sentence: t("{name} is read-only here. Save as… keeps your changes under another name.", { name }),
    };
  }
  if (content.encoding === "latin1") {
    return {
      level: "info",
      sentence: t("{name} is not UTF-8: it was read as Latin-1, and is saved as Latin-1.", { name }),
    };
  }
  return null;
}

function fileStateOf(content: FileContent): FileState {
  return {
    path: content.path,
    name: baseName(content.path),
    encoding: content.encoding,
    readOnly: content.readOnly,
    stamp: content.stamp,
    remark: remarkOn(content),
    changedOnDisk: false,
  };
}

const untitled = (number: number) => t("Untitled {number}", { number });

/** A new file without a name on disk, in front. `language` is Monaco's id. */
export function newDocument(language: string): Document {
  const taken = new Set(documents.get().map((document) => document.file.get().name));
  let number = 1;
  while (taken.has(untitled(number))) number++;
  const document = makeDocument(crypto.randomUUID(), "", "\n", language, {
    path: null,
    name: untitled(number),
    encoding: "utf8",
    readOnly: false,
    stamp: null,
    remark: null,
    changedOnDisk: false,
  });
  markSaved(document);
  addDocument(document);
  return document;
}

/**
 * Opens a file in front, or brings it there when it is open.
 * @param id its id from before a reload, where it has one
 * @throws Error with a sentence when it cannot be read as text
 */
export async function openDocument(path: string, id: string = crypto.randomUUID()): Promise<Document> {
  const open = documentOfPath(path);
  if (open) {
    activeDocument.set(open);
    return open;
  }
  const content = await tandem.request("files.read", { path });
  const meanwhile = documentOfPath(content.path);
  if (meanwhile) {
    activeDocument.set(meanwhile);
    return meanwhile;
  }
  const language = languageOfFile(baseName(content.path)).id;
  const document = makeDocument(id, content.text, content.eol, language, fileStateOf(content));
  markSaved(document);
  addDocument(document);
  return document;
}

/** Brings back a file with unsaved text from its backup. `language` is Monaco's id, for one that has no path. */
export function restoreDocument(backup: Backup, language: string): Document {
  const document = makeDocument(
    backup.id,
    backup.text,
    backup.eol,
    backup.path === null ? language : languageOfFile(backup.name).id,
    {
      path: backup.path,
      name: backup.name,
      encoding: backup.encoding,
      readOnly: false,
      stamp: backup.stamp,
      remark: null,
      changedOnDisk: false,
    },
  );
  markUnsaved(document);
  addDocument(document);
  return document;
}

/** Replaces a document's text by what is on disk now, keeping its undo history. */
export function takeFromDisk(document: Document, content: FileContent): void {
  const { model } = document;
  if (textOf(document) !== content.text.replaceAll("\r\n", "\n")) {
    model.pushStackElement();
    model.pushEditOperations([], [{ range: model.getFullModelRange(), text: content.text }], () => null);
    model.pushStackElement();
  }
  model.setEOL(
    content.eol === "\n" ? monaco.editor.EndOfLineSequence.LF : monaco.editor.EndOfLineSequence.CRLF,
  );
  document.file.set(fileStateOf(content));
  markSaved(document);
}

/** Changes what is known of a document's file. */
export function updateFile(document: Document, change: Partial<FileState>): void {
  document.file.set((now) => ({ ...now, ...change }));
}

/** The open document of a path, if it is open. */
export function documentOfPath(path: string): Document | undefined {
  return documents.get().find((document) => document.file.get().path === path);
}

/** Takes a document away without asking; its neighbour comes in front. */
export function removeDocument(document: Document): void {
  const now = documents.get();
  const at = now.indexOf(document);
  if (at < 0) return;
  const rest = now.filter((other) => other !== document);
  documents.set(rest);
  if (activeDocument.get() === document) activeDocument.set(rest[Math.min(at, rest.length - 1)] ?? null);
  disposeModel(document.model);
}

/** The line ends of a document's text. */
export function eolOf(document: Document): "\n" | "\r\n" {
  return document.model.getEOL() === "\r\n" ? "\r\n" : "\n";
}

/** Its text with "\n" at the line ends, as it travels to main. */
export function textOf(document: Document): string {
  return document.model.getValue(monaco.editor.EndOfLinePreference.LF);
}

/** Whether another open file has the same name: then the folder tells them apart. */
export function hasNamesake(document: Document): boolean {
  const { name } = document.file.get();
  return documents.get().some((other) => other !== document && other.file.get().name === name);
}
