/**
 * Changes over several files (a new name, a fix): all of them are made or none. What they are made from is looked at
 * before and again when they are made; files that are not open are opened, so that undo reaches them.
 */
import { toRange } from "monaco-languageserver-types";
import type * as lsp from "vscode-languageserver-protocol";
import type { FileContent } from "../../../preload/contract/files";
import { t } from "../../../preload/texts/texts";
import { tandem } from "../../floor/bridge";
import { baseName } from "../../floor/paths";
import { activeDocument, type Document, documents, openDocument, removeDocument } from "../documents";
import { isLibraryFile } from "../library-files";
import { monaco } from "../monaco";
import { documentAt } from "./addresses";
import type { DocumentSync } from "./document-sync";

/** One change in a file. */
export interface PlannedChange {
  readonly range: monaco.Range;
  /** What comes in place of it. */
  readonly text: string;
  /** The line of the file that it begins in, as it is now. */
  readonly line: string;
}

/** What is to be changed in one file. */
export interface PlannedFile {
  readonly name: string;
  /** Null for an open file that was never saved. */
  readonly path: string | null;
  /** From the file's top. */
  readonly changes: readonly PlannedChange[];
  /** The open file with the version of its text, or what was read from the disk. */
  readonly basis:
    | { readonly document: Document; readonly version: number }
    | { readonly path: string; readonly digest: string };
}

export interface EditPlan {
  /** Those with changes. */
  readonly files: readonly PlannedFile[];
}

/** The versions of all open texts: to be taken before a server is asked for changes. */
export type Versions = ReadonlyMap<Document, number>;

export function versionsNow(): Versions {
  return new Map(documents.get().map((document) => [document, document.model.getVersionId()]));
}

/** More files than this are not changed at once. */
const MOST_FILES = 500;

/** The edits by file, whichever of its two forms the answer has. */
function editsByFile(edit: lsp.WorkspaceEdit): Map<string, lsp.TextEdit[]> {
  const edits = new Map<string, lsp.TextEdit[]>();
  const add = (uri: string, own: readonly lsp.TextEdit[]) => {
    const address = monaco.Uri.parse(uri).toString();
    edits.set(address, [...(edits.get(address) ?? []), ...own]);
  };
  for (const [uri, own] of Object.entries(edit.changes ?? {})) add(uri, own);
  for (const change of edit.documentChanges ?? []) {
    if (!("edits" in change))
      throw new Error(t("The language server wants to create or delete files, which is not done here."));
    add(
      change.textDocument.uri,
      change.edits.filter((each): each is lsp.TextEdit => "newText" in each),
    );
  }
  return edits;
}

/**
 * What an answer of a server would change, with the texts that it is about.
 * @param asked the versions of the open texts when the server was asked
 * @param sync what the server was told of them
 * @param had what each changed place has to hold now; undefined where that is not known
 * @throws Error with a sentence when a text is another one by now, or cannot be changed
 */
export async function planEdit(
  edit: lsp.WorkspaceEdit,
  asked: Versions,
  sync: DocumentSync,
  had?: string,
): Promise<EditPlan> {
  const edits = editsByFile(edit);
  if (edits.size > MOST_FILES)
    throw new Error(t("This would change {count} files, which is too many at once.", { count: edits.size }));
  const files: PlannedFile[] = [];
  for (const [address, own] of edits) {
    if (own.length === 0) continue;
    const document = documentAt(address);
    const { fsPath } = monaco.Uri.parse(address);
    const name = document?.file.get().name ?? baseName(fsPath);
    const content = document ? null : await readFile(fsPath, name);
    const lines = document ? null : (content?.text ?? "").split("\n");
    const lineAt = (number: number) =>
      document ? lineOf(document.model, number) : (lines?.[number - 1] ?? "").replace(/\r$/, "");
    const changes = own
      .map(({ range, newText }) => {
        const at = lifted(range);
        return { range: at, text: newText, line: lineAt(at.startLineNumber) };
      })
      .sort((a, b) => monaco.Range.compareRangesUsingStarts(a.range, b.range));
    if (had !== undefined && changes.some(({ range, line }) => !holds(range, line, had)))
      throw changedMeanwhile(name);
    if (document) {
      refuseUnchangeable(document);
      if (asked.get(document) !== document.model.getVersionId()) throw changedMeanwhile(name);
      if (changes.some(({ range }) => sync.isReplaced(document, range)))
        throw new Error(
          t("{name} has lines for the shell (%, !) in what would be changed, so nothing is changed.", {
            name,
          }),
        );
    }
    const basis = document
      ? { document, version: document.model.getVersionId() }
      : { path: fsPath, digest: content?.digest ?? "" };
    files.push({ name, path: document ? document.file.get().path : fsPath, changes, basis });
  }
  return { files };
}

function lifted(range: lsp.Range): monaco.Range {
  const { startLineNumber, startColumn, endLineNumber, endColumn } = toRange(range);
  return new monaco.Range(startLineNumber, startColumn, endLineNumber, endColumn);
}

function holds(range: monaco.Range, line: string, had: string): boolean {
  if (range.startLineNumber !== range.endLineNumber) return false;
  return line.slice(range.startColumn - 1, range.endColumn - 1).includes(had);
}

function lineOf(model: monaco.editor.ITextModel, number: number): string {
  return number <= model.getLineCount() ? model.getLineContent(number) : "";
}

const changedMeanwhile = (name: string) =>
  new Error(t("{name} was changed meanwhile, so nothing is changed. Try it again.", { name }));

async function readFile(path: string, name: string): Promise<FileContent> {
  const content = await tandem.request("files.read", { path });
  if (content.readOnly || content.binary || isLibraryFile(path)) throw unchangeable(name);
  return content;
}

const unchangeable = (name: string) =>
  new Error(t("{name} cannot be changed, so nothing is changed.", { name }));

function refuseUnchangeable({ file }: Document): void {
  const { name, readOnly, library, gone, changedOnDisk } = file.get();
  if (readOnly || library) throw unchangeable(name);
  if (gone || changedOnDisk) throw changedMeanwhile(name);
}

/** What was done, and how it is taken back. */
export interface Done {
  readonly changes: number;
  readonly files: number;
  /** Files that have unsaved changes now. */
  readonly documents: readonly Document[];
  /**
   * Takes all of it back.
   * @throws Error with a sentence when a text was changed since; then nothing is taken back
   */
  undo(): Promise<void>;
}

/**
 * Makes the changes of a plan, all or none.
 * @param wanted says which of them; absent: all
 * @throws Error with a sentence when a file is another one than the plan was made from; then nothing is changed
 */
export async function carryOut(
  plan: EditPlan,
  wanted: (change: PlannedChange) => boolean = () => true,
): Promise<Done> {
  const files = plan.files
    .map((file) => ({ ...file, changes: file.changes.filter(wanted) }))
    .filter(({ changes }) => changes.length > 0);
  await Promise.all(files.map(refuseChanged));
  const front = activeDocument.get();
  const opened: Document[] = [];
  const texts: { readonly document: Document; readonly changes: readonly PlannedChange[] }[] = [];
  try {
    for (const { basis, changes, name } of files) {
      if ("document" in basis) {
        texts.push({ document: basis.document, changes });
        continue;
      }
      const known = new Set(documents.get());
      const document = await openDocument(basis.path);
      if (!known.has(document)) opened.push(document);
      refuseUnchangeable(document);
      if (document.file.get().onDisk?.digest !== basis.digest || document.modified.get())
        throw changedMeanwhile(name);
      texts.push({ document, changes });
    }
    // Time has passed: nothing is written unless all of it still is what was looked at. From here on nothing waits.
    for (const { basis, name } of files) {
      if (!("document" in basis)) continue;
      const { model } = basis.document;
      if (model.isDisposed() || model.getVersionId() !== basis.version) throw changedMeanwhile(name);
      refuseUnchangeable(basis.document);
    }
  } catch (error) {
    for (const document of opened) removeDocument(document);
    throw error;
  } finally {
    if (front && documents.get().includes(front)) activeDocument.set(front);
  }
  for (const { document, changes } of texts) {
    const { model } = document;
    model.pushStackElement();
    model.pushEditOperations(
      null,
      changes.map(({ range, text }) => ({ range, text })),
      () => null,
    );
    model.pushStackElement();
  }
  const after = texts.map(({ document: { model } }) => ({ model, version: model.getVersionId() }));
  return {
    changes: texts.reduce((sum, { changes }) => sum + changes.length, 0),
    files: texts.length,
    documents: texts.map(({ document }) => document),
    undo: async () => {
      if (after.some(({ model, version }) => model.isDisposed() || model.getVersionId() !== version))
        throw new Error(t("A file was changed or closed since. Undo it in each file."));
      for (const { model } of after) await model.undo();
    },
  };
}

/** Refuses a file that other programs have changed since, whether or not that was noticed here. */
async function refuseChanged({ basis, name }: PlannedFile): Promise<void> {
  const { path, digest } =
    "document" in basis
      ? { path: basis.document.file.get().path, digest: basis.document.file.get().onDisk?.digest }
      : basis;
  if (path === null || digest === undefined) return;
  const content = await tandem.request("files.read", { path }).catch(() => undefined);
  if (content?.digest !== digest) throw changedMeanwhile(name);
}
