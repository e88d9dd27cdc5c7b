/**
 * Replaces what was found. Every file is looked at before any is written: where one is not what it was when it was
 * searched, nothing is changed. Open files are changed in the editor, others on disk; one step takes all of it back.
 */
import type { FileContent } from "../../../preload/contract/files";
import type { FoundPlace } from "../../../preload/contract/searching";
import { ENCODINGS } from "../../../preload/contract/text-encodings";
import { t } from "../../../preload/texts/texts";
import { type Document, documentOfPath, documents, isReadOnly } from "../../code/documents";
import { monaco } from "../../code/monaco";
import { NotebookText } from "../../code/notebook-text";
import { tandem } from "../../floor/bridge";
import { sentenceOf } from "../../floor/notices/notices";
import { baseName } from "../../floor/paths";
import type { FileFound } from "./found-files";
import { replacedLines } from "./replaced-lines";

export interface Replaced {
  readonly places: number;
  readonly files: number;
  /** So many of the files are open, and not saved. */
  readonly unsaved: number;
  /** What could not be written, a sentence; null where all was. */
  readonly problem: string | null;
  /**
   * Takes all of it back.
   * @throws Error with a sentence when a file was changed since; then nothing is taken back
   */
  undo(): Promise<void>;
}

interface Written {
  readonly path: string;
  readonly before: FileContent;
  /** The file's text before, as it is to be written again. */
  readonly digest: string;
  readonly stamp: string;
}

const changedMeanwhile = (name: string) =>
  new Error(t("{name} is not what was searched any more, so nothing is replaced. Search again.", { name }));
const unchangeable = (name: string) =>
  new Error(t("{name} cannot be changed, so nothing is replaced.", { name }));

/**
 * Makes the replacements.
 * @throws Error with a sentence when a file is not what was searched; then nothing is changed
 */
export async function replaceAll(
  files: readonly FileFound[],
  leftOut: ReadonlySet<FoundPlace>,
): Promise<Replaced> {
  const meant = files
    .map((file) => ({ ...file, places: file.places.filter((place) => !leftOut.has(place)) }))
    .filter(({ places }) => places.length > 0);
  const open: { readonly document: Document; readonly places: readonly FoundPlace[] }[] = [];
  const closed: { readonly content: FileContent; readonly text: string }[] = [];
  for (const { path, document: id, places } of meant) {
    const document = path === null ? documents.get().find((each) => each.id === id) : documentOfPath(path);
    if (document) {
      refuse(document, places);
      open.push({ document, places });
    } else if (path !== null) closed.push(await planned(path, places));
    else throw changedMeanwhile(t("A file"));
  }
  // Time has passed while files were read.
  for (const { document, places } of open) refuse(document, places);
  const inEditor = open.map(({ document, places }) => changeModel(document, places));
  const written: Written[] = [];
  let problem: string | null = null;
  for (const { content, text } of closed) {
    try {
      written.push(await write(content, text, content));
    } catch (error) {
      problem = sentenceOf(error);
      break;
    }
  }
  return {
    places: meant.reduce((sum, { places }) => sum + places.length, 0),
    files: open.length + written.length,
    unsaved: open.length,
    problem,
    undo: () => takeBack(inEditor, written),
  };
}

function refuse({ file, model, ...document }: Document, places: readonly FoundPlace[]): void {
  const { name, binary } = file.get();
  if (binary || isReadOnly({ file, model, ...document })) throw unchangeable(name);
  if (model.isDisposed() || replacedLines(model.getLinesContent(), places) === null)
    throw changedMeanwhile(name);
}

function changeModel({ model }: Document, places: readonly FoundPlace[]) {
  model.pushStackElement();
  model.pushEditOperations(
    null,
    places.map(({ line, column, endLine, endColumn, replacement }) => ({
      range: new monaco.Range(line, column, endLine, endColumn),
      text: replacement ?? "",
    })),
    () => null,
  );
  model.pushStackElement();
  return { model, version: model.getVersionId() };
}

/** What a closed file is to be. */
async function planned(path: string, places: readonly FoundPlace[]) {
  const name = baseName(path);
  const content = await tandem.request("files.read", { path });
  if (content.readOnly || content.binary) throw unchangeable(name);
  const notebook = isNotebook(name) ? new NotebookText(content.text) : null;
  const lines = replacedLines((notebook?.text ?? content.text).split("\n"), places);
  if (lines === null) throw changedMeanwhile(name);
  return { content, text: notebook ? notebook.fileOf(lines) : lines.join("\n") };
}

const isNotebook = (name: string) => name.toLowerCase().endsWith(".ipynb");

async function write(
  content: FileContent,
  text: string,
  { stamp, digest }: { readonly stamp: string; readonly digest: string },
): Promise<Written> {
  const { path, encoding, eol, mixedEol } = content;
  const name = baseName(path);
  const answer = await tandem.request("files.write", {
    path,
    text,
    encoding,
    eol,
    keepEnds: mixedEol,
    expected: { stamp, digest },
  });
  if (answer.result === "changed" || answer.result === "noFolder")
    throw new Error(t("{name} was changed meanwhile outside this window, and was left as it is.", { name }));
  if (answer.result === "unwritable")
    throw new Error(
      t("{name} is {encoding}, which has no “{sign}”. It was left as it is.", {
        name,
        encoding: ENCODINGS[encoding].title,
        sign: answer.sign,
      }),
    );
  return { path, before: content, digest: answer.digest, stamp: answer.stamp };
}

async function takeBack(
  inEditor: readonly { readonly model: monaco.editor.ITextModel; readonly version: number }[],
  written: readonly Written[],
): Promise<void> {
  const since = new Error(t("A file was changed or closed since. Undo it in each file."));
  if (inEditor.some(({ model, version }) => model.isDisposed() || model.getVersionId() !== version))
    throw since;
  for (const { path, digest } of written) {
    const now = await tandem.request("files.read", { path }).catch(() => null);
    if (now?.digest !== digest || documentOfPath(path)?.modified.get()) throw since;
  }
  for (const { model } of inEditor) await model.undo();
  for (const { before, stamp, digest } of written) await write(before, before.text, { stamp, digest });
}
