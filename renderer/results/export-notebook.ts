/** Writes the file in front for others: as one page of HTML or PDF with its results, or as a text that holds its cells. */

import { formatOfName, ofNotebook, ofText, toNotebook, toText } from "../../preload/notebook/convert";
import { type FileCell, NotebookFile } from "../../preload/notebook/notebook-file";
import { markOf, sourceOf } from "../../preload/notebook/percent-text";
import { t } from "../../preload/texts/texts";
import { cellOutputs, executionCount } from "../../preload/transcript/export-notebook";
import type { Cell } from "../code/cells";
import { activeDocument, type Document } from "../code/documents";
import { languageById } from "../code/languages";
import { cellsOfModel, codeOfModel } from "../code/model-code";
import { modelLines } from "../code/notebook-models";
import { codeOfCell, holdsCode } from "../code/run-language";
import { openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { notify } from "../floor/notices/notices";
import { baseName, folderOf } from "../floor/paths";
import { writeLong } from "../shell/whole-log/written-file";
import { resultsOf } from "./use-results";

/** Whether the file in front holds cells that another format can hold. */
export function canConvert(): boolean {
  const document = activeDocument.get();
  return document !== null && (document.notebook !== undefined || formatOfName(nameOf(document)) !== null);
}

const nameOf = (document: Document): string => document.file.get().name;

/** Whether the file in front holds code, of which a page can be made. */
export function canExport(): boolean {
  const document = activeDocument.get();
  return document !== null && holdsCode(document);
}

/** Asks where, and writes a page with code, Markdown and what each cell gave last, saved in the file or not. */
export async function exportPage(format: "html" | "pdf"): Promise<void> {
  const document = activeDocument.get();
  if (!document || !canExport()) return;
  const path = await askFor(document, format);
  if (path === null) return;
  const { notebookPieces } = await import("../../preload/transcript/notebook-page");
  const cells = document.notebook ? shownCells(document) : fileCells(document);
  await write(path, notebookPieces({ cells }, nameOf(document)), path.toLowerCase().endsWith(".pdf"));
}

/** Of a file that is no notebook its cells, as they would stand in one, with what each gave last. */
function fileCells(document: Document): readonly FileCell[] {
  const { model } = document;
  const { text } = codeOfModel(model);
  const lines = text.lines(1, text.lineCount);
  const comment = languageById(model.getLanguageId()).comment ?? "#";
  const { runs } = resultsOf(document);
  return cellsOfModel(model).flatMap((cell, at): FileCell[] => {
    const block = runs[at]?.[0]?.block;
    const type = cell.kind ?? markOf(lines[cell.from - 1] ?? "", comment)?.type ?? "code";
    const source =
      cell.chunk || cell.kind
        ? codeOfCell(text, cell, "markdown")
        : sourceOf(lines, { type, title: "", metadata: {}, from: markBefore(cell), to: cell.to }, comment);
    if (source.trim() === "") return [];
    const isHeader = at === 0 && cell.kind !== undefined && source.startsWith("---\n");
    const [header, prose] = isHeader ? partsOfHeader(source) : ["", source];
    const given = block && !block.outputs.some(({ kind }) => kind === "absent") ? block : undefined;
    return [
      ...(header === "" ? [] : [plainCell("raw", header)]),
      ...(cell.chunk || type !== "code" || cell.title === ""
        ? []
        : [plainCell("markdown", `### ${cell.title}`)]),
      {
        ...plainCell(type, prose),
        ...(given && { outputs: cellOutputs(given), count: executionCount(given) }),
      },
    ];
  });
}

/** The line before a cell's code, from 0: that of its mark. */
const markBefore = ({ from, hasTitle }: Cell) => (hasTitle ? from - 1 : from - 2);

const plainCell = (type: FileCell["type"], source: string): FileCell => ({
  key: "",
  type,
  source,
  count: null,
  outputs: [],
  metadata: {},
  attachments: {},
});

/** The YAML that a text of Markdown begins with, and what follows it. */
function partsOfHeader(source: string): readonly [header: string, rest: string] {
  const end = source.indexOf("\n---", 3);
  if (end < 0) return ["", source];
  const after = source.indexOf("\n", end + 1);
  return after < 0 ? [source, ""] : [source.slice(0, after), source.slice(after + 1)];
}

/** The cells as they are in the window now: their text, and the newest outputs that are held here. */
function shownCells(document: Document): readonly FileCell[] {
  const { notebook, model } = document;
  if (!notebook) return [];
  const lines = modelLines(model);
  const keys = notebook.cellsOf(lines).map(({ key }) => key);
  const { runs } = resultsOf(document);
  return new NotebookFile(notebook.fileOf(lines)).cells.map((cell, at) => {
    const block = runs[at]?.[0]?.block;
    if (cell.type !== "code" || !block || keys[at] === undefined) return cell;
    // What is in the log alone is not fetched for this: the file's output stands.
    if (block.ended === undefined || block.outputs.some(({ kind }) => kind === "absent")) return cell;
    return { ...cell, outputs: cellOutputs(block), count: executionCount(block) };
  });
}

/** Asks where, and writes the cells in the format that the name's ending says. */
export async function convertFile(): Promise<void> {
  const document = activeDocument.get();
  if (!document || !canConvert()) return;
  const path = await askFor(document, document.notebook ? "py" : "ipynb");
  if (path === null) return;
  const wanted = formatOfName(path);
  const isNotebook = path.toLowerCase().endsWith(".ipynb");
  if (!wanted && !isNotebook)
    throw new Error(
      t("{name} has no ending that says what to make: .ipynb, .py, .md, .qmd, .Rmd.", {
        name: baseName(path),
      }),
    );
  const lines = document.model.getLinesContent();
  const own = formatOfName(nameOf(document));
  const read = document.notebook
    ? ofNotebook(document.notebook.fileOf(lines))
    : own && ofText(lines.join("\n"), own.format, own.language);
  if (read) await write(path, [wanted ? toText(read, wanted.format) : toNotebook(read)]);
}

/** A path beside the file; the system asks before one is written over. Null when none is wanted. */
async function askFor(document: Document, ending: string): Promise<string | null> {
  const { path, name } = document.file.get();
  const dot = name.lastIndexOf(".");
  const fresh = `${dot > 0 ? name.slice(0, dot) : name}.${ending}`;
  const folder = path === null ? openFolder.get() : folderOf(path);
  const chosen = await tandem.request("files.pickSave", {
    suggestion: folder ? `${folder}/${fresh}` : fresh,
  });
  // The text that is open here is what it is made of, and may not be saved.
  if (chosen !== null && chosen === path)
    throw new Error(t("{name} is the file itself: choose another name.", { name }));
  return chosen;
}

async function write(path: string, pieces: Iterable<string>, print = false): Promise<void> {
  await writeLong(path, pieces, print);
  notify({ level: "info", sentence: t("{name} is written.", { name: baseName(path) }) });
}
