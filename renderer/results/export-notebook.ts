/** Writes the notebook in front for others: as one page of HTML, or as a text that holds its cells. */
import { formatOfName, ofNotebook, ofText, toNotebook, toText } from "../../preload/notebook/convert";
import { type FileCell, NotebookFile } from "../../preload/notebook/notebook-file";
import { t } from "../../preload/texts/texts";
import { cellOutputs, executionCount } from "../../preload/transcript/export-notebook";
import { activeDocument, type Document } from "../code/documents";
import { openFolder } from "../floor/app";
import { tandem } from "../floor/bridge";
import { notify } from "../floor/notices/notices";
import { baseName, folderOf } from "../floor/paths";
import { GatheredText, takePieces } from "../shell/whole-log/written-pieces";
import { resultsOf } from "./use-results";

/** Text sent to main at once, in UTF-16 units. */
const PIECE = 512 * 1024;

/** Whether the file in front holds cells that another format can hold. */
export function canConvert(): boolean {
  const document = activeDocument.get();
  return document !== null && (document.notebook !== undefined || formatOfName(nameOf(document)) !== null);
}

const nameOf = (document: Document): string => document.file.get().name;

/** Asks where, and writes a page with code, Markdown and what each cell gave last, saved in the file or not. */
export async function exportPage(): Promise<void> {
  const document = activeDocument.get();
  if (!document?.notebook) return;
  const path = await askFor(document, "html");
  if (path === null) return;
  const { notebookPieces } = await import("../../preload/transcript/notebook-page");
  await write(path, notebookPieces({ cells: shownCells(document) }, nameOf(document)));
}

/** The cells as they are in the window now: their text, and the newest outputs that are held here. */
function shownCells(document: Document): readonly FileCell[] {
  const { notebook, model } = document;
  if (!notebook) return [];
  const lines = model.getLinesContent();
  const keys = notebook.cellsOf(lines).map(({ key }) => key);
  const { runs } = resultsOf(document);
  return new NotebookFile(notebook.fileOf(lines)).cells.map((cell, at) => {
    const block = runs[at]?.[0]?.where.shell ? runs[at]?.[0]?.block : undefined;
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

/** Puts a file at its place when it is whole. */
async function write(path: string, pieces: Iterable<string>): Promise<void> {
  const { id } = await tandem.request("files.beginLongWrite", { path });
  let sent: Promise<unknown> = Promise.resolve();
  try {
    const text = new GatheredText(PIECE, (piece) => {
      sent = sent.then(() => tandem.request("files.continueLongWrite", { id, text: piece }));
      // Whoever waits for `sent` hears of a failure; until then nobody does.
      sent.catch(() => {});
    });
    await takePieces(pieces, (piece) => text.add(piece));
    text.end();
    await sent;
    await tandem.request("files.endLongWrite", { id, keep: true });
  } catch (error) {
    await tandem.request("files.endLongWrite", { id, keep: false }).catch(() => {});
    throw error;
  }
  notify({ level: "info", sentence: t("{name} is written.", { name: baseName(path) }) });
}
