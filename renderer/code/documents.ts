/** The open files: their text (Monaco's models), where they are on disk, and which one is in front. */

import type {
  Backup,
  FileContent,
  FileIdentity,
  FileStyle,
  FileState as OnDisk,
} from "../../preload/contract/files";
import { declaredEncoding, ENCODINGS } from "../../preload/contract/text-encodings";
import { mergedConflict } from "../../preload/notebook/conflict";
import { isNotebookName } from "../../preload/notebook/convert";
import { EMPTY_NOTEBOOK, NotebookError } from "../../preload/notebook/notebook-file";
import { t } from "../../preload/texts/texts";
import { tandem } from "../floor/bridge";
import { dismissSentence, sentenceOf } from "../floor/notices/notices";
import { baseName } from "../floor/paths";
import { createStore, type Store } from "../floor/store";
import { disposeModel } from "./dispose-model";
import { indentBy } from "./indentation";
import { languageOfFile } from "./languages";
import { isLibraryFile, isOwnStub } from "./library-files";
import { loadMonaco, monaco } from "./monaco";
import { bothSides, noNotebook } from "./no-notebook";
import { modelLines, setNotebook } from "./notebook-models";
import { NotebookText } from "./notebook-text";
import { smallestEdits } from "./smallest-edits";

/** A sentence about a file that stands over its text. */
export interface FileRemark {
  readonly level: "info" | "warning" | "error";
  readonly sentence: string;
  /** The file can be made writable all the same, if the user wants that. */
  readonly mayEdit?: boolean;
}

/** How a file stands on disk, as far as the window knows. */
export interface FileState {
  /** Null for a file that was never saved. */
  readonly path: string | null;
  readonly name: string;
  /** Null for a file that was never saved, or not read yet. */
  readonly identity: FileIdentity | null;
  readonly encoding: FileContent["encoding"];
  /** The encoding's name that the text on disk declares; null where it does not. */
  readonly declared: string | null;
  /** Lines that are on disk keep the line ends that they have there, which are not all alike. */
  readonly mixedEol: boolean;
  /** As the folder's `.editorconfig` has it; null where that was not looked for. */
  readonly style: FileStyle | null;
  readonly readOnly: boolean;
  /** A notebook that is too large: what its cells gave was left out, and is to stay on the disk. */
  readonly withoutOutputs?: boolean;
  /** Its text is a page of its bytes. */
  readonly binary: boolean;
  /** It belongs to an installed library: it is read, and written only where the user says so. */
  readonly library: boolean;
  /** The state on disk that the text here is based on; null when there never was one. */
  readonly onDisk: OnDisk | null;
  /** It was on disk and is not any more. */
  readonly gone: boolean;
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
  /** The notebook that its text is of; absent for any other file. */
  readonly notebook?: NotebookText;
}

/** In the order of their tabs. */
export const documents = createStore<readonly Document[]>([]);
/** The one in front. */
export const activeDocument = createStore<Document | null>(null);

/** Version of each document's text that is on disk; absent where it never was as it is now. */
const savedVersions = new WeakMap<Document, number>();

/**
 * What Monaco calls a file's text: peeks show its end as the file's name. The text's own address stays what it was when the
 * file gets another name.
 */
export function modelAddress(id: string, { path, name }: FileState): monaco.Uri {
  const shown = path === null ? `/${name}` : monaco.Uri.file(path).path;
  return monaco.Uri.from({ scheme: "tandem-text", authority: id, path: shown });
}

function makeDocument(
  id: string,
  written: string,
  eol: "\n" | "\r\n",
  languageOfText: string,
  given: FileState,
): Document {
  const { notebook, remark, isMerged } = readNotebook(written, given);
  const file = remark ? { ...given, remark } : given;
  const text = notebook?.text ?? written;
  const language = notebook?.language ?? languageOfText;
  const model = monaco.editor.createModel(text, language, modelAddress(id, file));
  if (notebook) setNotebook(model, notebook);
  model.setEOL(eol === "\n" ? monaco.editor.EndOfLineSequence.LF : monaco.editor.EndOfLineSequence.CRLF);
  const document: Document = {
    id,
    model,
    file: createStore(file),
    modified: createStore(false),
    ...(notebook && { notebook }),
  };
  if (isMerged) merged.add(document);
  let { name } = file;
  model.onDidChangeContent(() => updateModified(document));
  document.file.subscribe(() => updateModified(document));
  if (file.path === null)
    document.file.subscribe(() => {
      if (document.file.get().path !== null && !formerNames.has(document)) formerNames.set(document, name);
      ({ name } = document.file.get());
    });
  return document;
}

/** The notebook that a file is; with a remark where it is to be one and cannot be read as such: then it is text. */
function readNotebook(
  text: string,
  { name, binary }: FileState,
): { notebook?: NotebookText; remark?: FileRemark; isMerged?: true } {
  if (binary || !isNotebookName(name)) return {};
  try {
    // An empty file becomes a notebook when it is saved.
    return { notebook: new NotebookText(text.trim() === "" ? EMPTY_NOTEBOOK : text) };
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    const both = error.reason === "conflict" ? mergedConflict(text) : null;
    if (both) {
      const sentence = bothSides(name, both);
      return {
        notebook: new NotebookText(both.text),
        remark: { level: "warning", sentence },
        isMerged: true,
      };
    }
    return { remark: { level: "warning", sentence: noNotebook(error, name) } };
  }
}

/** Notebooks that were made of two sides that Git could not merge: on the disk they are not as they are here. */
const merged = new WeakSet<Document>();

/** What each document was called before it was saved for the first time. */
const formerNames = new WeakMap<Document, string>();

/** Its name before it was saved for the first time, in this window since it was loaded: what was run from it says so. */
export function formerName(document: Document): string | undefined {
  return formerNames.get(document);
}

/** Whether the text here has changes of its own against the one that it is based on. */
export function isEdited(document: Document): boolean {
  return savedVersions.get(document) !== document.model.getAlternativeVersionId();
}

function updateModified(document: Document): void {
  const { gone, binary } = document.file.get();
  // A page of bytes is no text that could be written again.
  document.modified.set((gone && !binary) || isEdited(document));
}

/** Says that the text as it is now is the one on disk. */
export function markSaved(document: Document): void {
  savedVersions.set(document, document.model.getAlternativeVersionId());
  updateModified(document);
}

/** Says that the text as it is now is not on disk. */
export function markUnsaved(document: Document): void {
  savedVersions.delete(document);
  updateModified(document);
}

function addDocument(document: Document): void {
  documents.set((now) => [...now, document]);
  activeDocument.set(document);
}

/** What stands over a file's text when it was read: that it is not writable, or that its encoding was guessed. */
function remarkOn(content: FileContent): FileRemark | null {
  const name = baseName(content.path);
  if (content.binary) {
    const { shown, size } = content.binary;
    return {
      level: "info",
      sentence:
        shown === size
          ? t("{name} is a binary file. Its bytes are shown, and cannot be changed here.", { name })
          : t(
              "{name} is a binary file. The first {shown} of {size} bytes are shown, and cannot be changed here.",
              {
                name,
                shown: String(shown),
                size: String(size),
              },
            ),
    };
  }
  if (content.withoutOutputs) {
    return {
      level: "info",
      sentence: t(
        "{name} has {size} MB, so it is open without its outputs, to be read and run. Save as… makes a copy without them, which can be changed.",
        { name, size: Math.ceil(content.withoutOutputs.size / 1024 / 1024) },
      ),
    };
  }
  if (isOwnStub(content.path)) {
    return {
      level: "info",
      sentence: t("{name} comes with Tandem and says what a language's own names are. It can only be read.", {
        name,
      }),
    };
  }
  if (isLibraryFile(content.path)) {
    return {
      level: "info",
      sentence: t("{name} belongs to an installed library, so it is opened to be read.", { name }),
      ...(content.readOnly ? {} : { mayEdit: true }),
    };
  }
  if (content.readOnly) {
    return {
      level: "info",
      sentence: t("{name} is read-only here. Save as… keeps your changes under another name.", { name }),
    };
  }
  const encoding = ENCODINGS[content.encoding].title;
  const declares = declaredEncoding(content.text, name);
  const isUtf = content.encoding.startsWith("utf");
  if (
    declares?.encoding &&
    declares.encoding !== content.encoding &&
    !(isUtf && declares.encoding === "utf8")
  ) {
    return {
      level: "warning",
      sentence: t(
        "{name} declares {declared}, but its bytes are {encoding}: it was read so, and is saved so.",
        { name, declared: declares.name, encoding },
      ),
    };
  }
  if (isUtf || declares?.encoding) return null;
  return {
    level: "info",
    sentence: t(
      "{name} is not UTF-8: it was read as {encoding}, and is saved as {encoding}. The status bar has others.",
      { name, encoding },
    ),
  };
}

function fileStateOf(content: FileContent): FileState {
  return {
    path: content.path,
    name: baseName(content.path),
    identity: content.identity,
    encoding: content.encoding,
    declared: content.declared,
    mixedEol: content.mixedEol,
    style: content.style,
    readOnly: content.readOnly,
    withoutOutputs: content.withoutOutputs !== undefined,
    binary: content.binary !== null,
    library: isLibraryFile(content.path),
    onDisk: { stamp: content.stamp, digest: content.digest },
    gone: false,
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
    identity: null,
    encoding: "utf8",
    declared: null,
    mixedEol: false,
    style: null,
    readOnly: false,
    binary: false,
    library: false,
    onDisk: null,
    gone: false,
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
  await loadMonaco();
  const open = documentOfPath(path);
  if (open) {
    activeDocument.set(open);
    return open;
  }
  const content = await readToOpen(path);
  const meanwhile = documentOfFile(content);
  if (meanwhile) {
    activeDocument.set(meanwhile);
    return meanwhile;
  }
  const language = content.binary ? "plaintext" : languageOfFile(baseName(content.path)).id;
  const document = makeDocument(id, content.text, content.eol, language, fileStateOf(content));
  const { indentWith, indentSize } = content.style;
  if (indentWith !== null || indentSize !== null)
    indentBy(document.model, {
      ...(indentWith && { insertSpaces: indentWith === "spaces" }),
      ...(indentSize && { indentSize }),
    });
  if (merged.has(document)) markUnsaved(document);
  else markSaved(document);
  addDocument(document);
  return document;
}

/** What was said of files that could not be opened, by their path. */
const unopened = new Map<string, string>();

/** Reads a file; what was told of it when it could not be read is over then. */
async function readToOpen(path: string): Promise<FileContent> {
  try {
    const content = await tandem.request("files.read", { path });
    const told = unopened.get(path);
    if (told !== undefined && unopened.delete(path)) dismissSentence(told);
    return content;
  } catch (error) {
    unopened.set(path, sentenceOf(error));
    throw error;
  }
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
      identity: backup.identity,
      encoding: backup.encoding,
      declared: backup.declared,
      mixedEol: backup.mixedEol,
      style: null,
      readOnly: false,
      binary: false,
      // It has changes, so the user wanted to write in it.
      library: false,
      onDisk: backup.stamp === null ? null : { stamp: backup.stamp, digest: backup.digest },
      gone: false,
      remark: null,
      changedOnDisk: false,
    },
  );
  markUnsaved(document);
  addDocument(document);
  return document;
}

/** Replaces a document's text by what is on disk now: cursor, marks and undo history of what did not change stay. */
export function takeFromDisk(document: Document, content: FileContent): void {
  const { model, notebook } = document;
  const text = notebook ? replacedNotebook(notebook, content) : content.text;
  const edits = smallestEdits(model.getLinesContent(), text.split("\n"));
  if (edits.length > 0) {
    model.pushStackElement();
    model.pushEditOperations([], [...edits], () => null);
    model.pushStackElement();
  }
  model.setEOL(
    content.eol === "\n" ? monaco.editor.EndOfLineSequence.LF : monaco.editor.EndOfLineSequence.CRLF,
  );
  const { path, library } = document.file.get();
  // A library's file that the user writes in stays so.
  const unlocked = !library && isLibraryFile(content.path);
  document.file.set({ ...fileStateOf(content), path, ...(unlocked && { library, remark: null }) });
  markSaved(document);
}

/** @throws Error with a sentence when it is none any more */
function replacedNotebook(notebook: NotebookText, { text, path }: FileContent): string {
  try {
    return notebook.replaced(text);
  } catch (error) {
    if (!(error instanceof NotebookError)) throw error;
    throw new Error(
      t("{reason} What is open here stays as it is.", { reason: noNotebook(error, baseName(path)) }),
    );
  }
}

/** Changes what is known of a document's file. */
export function updateFile(document: Document, change: Partial<FileState>): void {
  document.file.set((now) => ({ ...now, ...change }));
}

/** Lets the user write in a file of a library. */
export function editLibraryFile(document: Document): void {
  updateFile(document, { library: false, remark: null });
}

/** Whether a file's text cannot be changed here as it stands. */
export function isReadOnly({ file }: Document): boolean {
  return file.get().readOnly || file.get().library;
}

/** The open document of the file that was read, under whatever name it was opened. */
function documentOfFile({ path, identity }: FileContent): Document | undefined {
  return documents.get().find((document) => {
    const file = document.file.get();
    if (file.path === path) return true;
    if (!file.identity || file.gone) return false;
    if (file.identity.realPath === identity.realPath) return true;
    return identity.inode !== "" && file.identity.inode === identity.inode;
  });
}

/** The open document of a path as it was opened, if it is open. */
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

/**
 * What is written of it, with "\n" at the line ends, as it travels to main.
 * @param name of the file that it is written to: a notebook that is no `.ipynb` there is the text of its cells
 */
export function textOf(document: Document, name: string = document.file.get().name): string {
  if (document.notebook && isNotebookName(name)) return document.notebook.fileOf(modelLines(document.model));
  return document.model.getValue(monaco.editor.EndOfLinePreference.LF);
}

/** Whether another open file has the same name: then the folder tells them apart. */
export function hasNamesake(document: Document): boolean {
  const { name } = document.file.get();
  return documents.get().some((other) => other !== document && other.file.get().name === name);
}
