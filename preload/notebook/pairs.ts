/**
 * Pairs of files that hold the same cells, a notebook and a text, as Jupytext has them: what says that a file is paired, and
 * what the other one becomes when one was changed. Each keeps what the other cannot hold.
 */
import { applyEdits, modify } from "jsonc-parser";
import { align } from "./align";
import {
  type Converted,
  commentOf,
  ofNotebook,
  ofText,
  type TextFormat,
  toNotebook,
  toText,
} from "./convert";
import { headerLines } from "./jupytext";
import { NotebookFile, type WantedCell } from "./notebook-file";
import { styleOf } from "./notebook-style";
import { markedCells, shownSource, type TextCell } from "./percent-text";

/** One file of a pair. */
export interface PairedFile {
  /** Without the dot, as it is written: "ipynb", "py", "Rmd". */
  readonly ending: string;
  readonly format: TextFormat | "ipynb";
}

/** The text of a pair. */
export type TextFile = PairedFile & { readonly format: TextFormat };

const FORMATS: Readonly<Record<string, TextFormat>> = {
  percent: "percent",
  hydrogen: "percent",
  myst: "myst",
  quarto: "quarto",
  rmarkdown: "rmarkdown",
};
const BY_ENDING: Readonly<Record<string, TextFormat>> = { qmd: "quarto", rmd: "rmarkdown" };

/**
 * What Jupytext's `formats` names, as "ipynb,py:percent".
 * @returns `others`: what is not kept in step here, as other folders and formats
 */
export function pairedFiles(formats: string): { files: readonly PairedFile[]; others: readonly string[] } {
  const files: PairedFile[] = [];
  const others: string[] = [];
  for (const written of formats.slice(0, 1000).split(",")) {
    const [ending = "", name = ""] = written.trim().split(":");
    if (ending === "") continue;
    if (ending === "ipynb") files.push({ ending, format: "ipynb" });
    else {
      const format = name === "" ? BY_ENDING[ending.toLowerCase()] : FORMATS[name.toLowerCase()];
      if (format && /^\w{1,10}$/.test(ending)) files.push({ ending, format });
      else others.push(written.trim());
    }
  }
  return { files, others };
}

/** What `formats` says of a file of that ending and format, for one that is paired with a notebook. */
export function formatsFor({ ending, format }: PairedFile): string {
  return `ipynb,${ending}${format === "quarto" || format === "rmarkdown" ? "" : `:${format}`}`;
}

interface Headed {
  /** Lines between those of dashes, without comment signs. */
  readonly header: readonly string[];
  readonly rest: readonly string[];
}

const dashes = (line: string | undefined) => line?.trimEnd() === "---";

/** @param comment how each line of the header begins; null in Markdown */
function headed(text: string, comment: string | null): Headed | null {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|[\r\n]/);
  const plain = (line: string) =>
    comment === null ? line : line.startsWith(comment) ? line.slice(comment.length).replace(/^ /, "") : null;
  if (!dashes(plain(lines[0] ?? "") ?? "")) return null;
  const header: string[] = [];
  for (let at = 1; at < lines.length; at++) {
    const line = plain(lines[at] as string);
    if (line === null) return null;
    if (dashes(line)) return { header, rest: lines.slice(at + 1) };
    header.push(line);
  }
  return null;
}

const isMarkdown = (format: TextFormat) => format !== "percent" && format !== "hashes";
const signOf = (format: TextFormat, language: string) => (isMarkdown(format) ? null : commentOf(language));

/** What a text's header says that it is paired with; null where it says nothing. */
export function formatsOfText(text: string, format: TextFormat, language: string): string | null {
  for (const line of headed(text, signOf(format, language))?.header ?? []) {
    const said = line.trim();
    if (said.startsWith("formats:"))
      return (
        said
          .slice(8)
          .trim()
          .replace(/^["']|["']$/g, "") || null
      );
  }
  return null;
}

/** The same of a notebook. */
export function formatsOfNotebook({ metadata }: NotebookFile): string | null {
  const { jupytext } = metadata as { jupytext?: { formats?: unknown } };
  return typeof jupytext?.formats === "string" && jupytext.formats !== "" ? jupytext.formats : null;
}

/** A notebook that says so, and is otherwise as it was. */
export function notebookWithFormats(json: string, formats: string): string {
  const { indent } = styleOf(json);
  const eol = json.includes("\r\n") ? "\r\n" : "\n";
  const formattingOptions = { insertSpaces: !indent?.includes("\t"), tabSize: indent?.length ?? 1, eol };
  const options = indent === null ? {} : { formattingOptions };
  return applyEdits(json, modify(json, ["metadata", "jupytext", "formats"], formats, options));
}

/** A text whose header says so, and that is otherwise as it was. */
export function textWithFormats(
  text: string,
  { ending, format }: TextFile,
  about: About,
  formats: string,
): string {
  const comment = signOf(format, about.language);
  const found = headed(text, comment);
  const line = `formats: ${formats}`;
  let header: string[];
  if (found) {
    header = [...found.header];
    const known = header.findIndex((each) => each.trim().startsWith("formats:"));
    const own = header.findIndex((each) => each.trim() === "jupytext:");
    const outer = header.findIndex((each) => each.trimEnd() === "jupyter:");
    const deeper = (at: number) => " ".repeat((header[at] ?? "").search(/\S|$/) + 2);
    if (known >= 0) header[known] = `${" ".repeat((header[known] ?? "").search(/\S|$/))}${line}`;
    else if (own >= 0) header.splice(own + 1, 0, `${deeper(own)}${line}`);
    else if (outer >= 0) header.splice(outer + 1, 0, "  jupytext:", `    ${line}`);
    else if (comment === null) header.unshift("jupytext:", `  ${line}`);
    else header.unshift("jupyter:", "  jupytext:", `    ${line}`);
  } else {
    const kernel = about.kernel ?? { name: about.language, title: about.language };
    const named = format === "myst" ? (["myst", "0.13"] as const) : (["percent", "1.3"] as const);
    const lines = headerLines({ language: about.language, kernel }, `.${ending}`, named, comment === null);
    header = lines.slice(1, -1);
    const own = header.findIndex((each) => each.trim() === "jupytext:");
    header.splice(own + 1, 0, `${comment === null ? "  " : "    "}${line}`);
  }
  const rest = found ? found.rest : ["", ...text.replace(/^\ufeff/, "").split(/\r\n|[\r\n]/)];
  return [...headerText(header, comment), ...rest].join("\n");
}

type About = Pick<Converted, "language" | "kernel">;

const headerText = (header: readonly string[], comment: string | null): string[] =>
  ["---", ...header, "---"].map((line) => (comment === null ? line : `${comment} ${line}`.trimEnd()));

/** Cells as both files can say them: what is compared. */
export function cellsKey({ cells }: Converted): string {
  return JSON.stringify(
    cells.map(({ type, source, title, metadata }) => [
      type,
      shownSource(source),
      title ?? "",
      metadata ?? {},
    ]),
  );
}

/** What code and words both files hold: what tells whether one was changed by itself. */
export function sourcesKey({ cells }: Converted): string {
  const isHeader = ({ type, source }: TextCell) => type === "raw" && source.startsWith("---\n");
  return JSON.stringify(
    cells
      .map((cell, at) => (at === 0 && isHeader(cell) ? "" : [cell.type, shownSource(cell.source)]))
      .filter(([, source]) => source !== "" && source !== undefined),
  );
}

/** What of a notebook a text of that format can say. @throws NotebookError */
export function sayableCells(json: string, file: TextFile): Converted {
  const all = ofNotebook(json);
  const text = textWithFormats(toText(all, file.format), file, all, formatsFor(file));
  return ofText(text, file.format, all.language);
}

/**
 * The text of a pair, for a notebook that was changed.
 * @param old the text as it stands; null where there is none yet
 */
export function pairedText(json: string, old: string | null, file: TextFile): string {
  const wanted = ofNotebook(json);
  const formats = formatsFor(file);
  if (old === null) return textWithFormats(toText(wanted, file.format), file, wanted, formats);
  const known = ofText(old, file.format, wanted.language);
  const sayable = sayableCells(json, file);
  if (cellsKey(known) === cellsKey(sayable)) return old;
  const comment = signOf(file.format, wanted.language);
  const found = headed(old, comment);
  const isOwnHeader = wanted.cells[0]?.type === "raw" && wanted.cells[0].source.startsWith("---\n");
  const body = comment === null ? null : keptCells(wanted, old, found, comment);
  if (body !== null) return found ? [...headerText(found.header, comment), body].join("\n") : body;
  if (isOwnHeader || !found) return toText(wanted, file.format);
  const fresh = toText({ ...wanted, kernel: null }, file.format);
  return `${headerText(found.header, comment).join("\n")}\n\n${fresh}`;
}

/** A script whose cells stand as they did where they are the same, with all that parts them. */
function keptCells(wanted: Converted, old: string, found: Headed | null, comment: string): string {
  const lines = found ? found.rest : old.replace(/^\ufeff/, "").split(/\r\n|[\r\n]/);
  const marked = markedCells(lines, comment);
  const before = marked.map((cell, key) => {
    const [read] = ofText(
      lines.slice(Math.max(0, cell.from), cell.to).join("\n"),
      "percent",
      wanted.language,
    ).cells;
    return { key, text: read ? cellsKey({ ...wanted, cells: [read] }) : "" };
  });
  const texts = wanted.cells.map((cell) => cellsKey({ ...wanted, cells: [cell] }));
  const places = align(before, texts);
  const first = marked[0];
  const head = lines.slice(0, Math.max(0, first?.from ?? 0)).map((line) => `${line}\n`);
  const parts = wanted.cells.map((cell, at) => {
    const place = places[at];
    const own = place === null || place === undefined ? undefined : marked[place];
    if (own && before[place as number]?.text === texts[at])
      return lines.slice(Math.max(0, own.from), own.to).join("\n").trimEnd();
    return toText({ ...wanted, kernel: null, cells: [cell] }, "percent").trimEnd();
  });
  // As many blank lines between cells as there were behind the first.
  const gap = first ? gapBehind(lines, first.to) : 1;
  return `${head.join("")}${parts.join("\n".repeat(gap + 1))}\n`;
}

function gapBehind(lines: readonly string[], to: number): number {
  if (to >= lines.length) return 1;
  let count = 0;
  while (count < 3 && lines[to - 1 - count]?.trim() === "") count++;
  return Math.max(1, count);
}

/**
 * The notebook of a pair, for a text that was changed: cells that are the same keep their outputs and all else.
 * @param old the notebook as it stands; null where there is none yet
 * @throws NotebookError where that is none
 */
export function pairedNotebook(text: string, file: TextFile, given: string, old: string | null): string {
  const wanted = ofText(text, file.format, given);
  if (old === null) return notebookWithFormats(toNotebook(wanted), formatsFor(file));
  const notebook = new NotebookFile(old);
  const all = ofNotebook(old);
  const sayable = sayableCells(old, file);
  // What the text cannot say of a cell is no change of it.
  const known = sayable.cells.length === all.cells.length ? sayable : all;
  const key = ({ type, source }: TextCell) => `${type}\n${shownSource(source)}`;
  const before = notebook.cells.map((cell, at) => ({
    key: cell.key,
    text: key(known.cells[at] ?? (wanted.cells[0] as TextCell)),
  }));
  const keys = align(before, wanted.cells.map(key));
  const byKey = new Map(notebook.cells.map((cell, at) => [cell.key, { cell, shown: known.cells[at] }]));
  const taken = new Set(before.map((each) => each.key));
  const cells = wanted.cells.map((cell, at): WantedCell => {
    const own = byKey.get(keys[at] ?? "");
    const { type, source, title, metadata: said = {} } = cell;
    if (!own) return { key: freshKey(taken), type, source, metadata: { ...(title && { title }), ...said } };
    const same =
      own.shown && cellsKey({ ...wanted, cells: [own.shown] }) === cellsKey({ ...wanted, cells: [cell] });
    if (same) return { key: own.cell.key, type };
    const isSource = shownSource(own.cell.source) === shownSource(source);
    const shown = { ...own.shown?.metadata, ...(own.shown?.title && { title: own.shown.title }) };
    const now = { ...said, ...(title && { title }) };
    // What a text does not say stays.
    const kept = Object.entries(own.cell.metadata).filter(([name]) => !(name in shown));
    const isSaid = JSON.stringify(shown) === JSON.stringify(now);
    return {
      key: own.cell.key,
      type,
      ...(isSource ? {} : { source }),
      ...(isSaid ? {} : { metadata: { ...Object.fromEntries(kept), ...now } }),
    };
  });
  return notebook.with(cells);
}

function freshKey(taken: Set<string>): string {
  let at = taken.size + 1;
  while (taken.has(`cell-${at}`)) at++;
  taken.add(`cell-${at}`);
  return `cell-${at}`;
}
