/** Texts that lie in no file as they are searched (unsaved ones, cells of notebooks), searched as one text. Pure. */
import { readFile } from "node:fs/promises";
import type { FoundPlace } from "../../preload/contract/searching";
import { NotebookFile } from "../../preload/notebook/notebook-file";
import { markedCells, percentText } from "../../preload/notebook/percent-text";

/** A text with whatever names it. */
export interface SearchedText {
  readonly path: string | null;
  readonly document: string | null;
  readonly text: string;
  /** What begins a comment in it, where it is a notebook. */
  readonly notebook: string | null;
}

/** Larger notebooks are not read, in bytes. */
const MOST_NOTEBOOK = 64 * 1024 * 1024;

/** What begins a comment in the code of a notebook of a language. */
function commentOf(language: unknown): string {
  const slashes = ["javascript", "typescript", "c++", "cpp"];
  const name = String(language ?? "python").toLowerCase();
  return slashes.includes(name) ? "//" : name === "sql" ? "--" : "#";
}

/**
 * A notebook as the editor shows it.
 * @throws Error when it cannot be read, or is none
 */
export async function readNotebook(path: string): Promise<SearchedText> {
  const json = await readFile(path, "utf8");
  if (json.length > MOST_NOTEBOOK) throw new Error("too large");
  const file = quickRead(json) ?? new NotebookFile(json);
  const notebook = commentOf(file.language);
  return { path, document: null, text: percentText(file.cells, notebook), notebook };
}

/** By the fast reader where the file is of version 4 and as usual; else null. */
function quickRead(json: string): Pick<NotebookFile, "language" | "cells"> | null {
  const read = JSON.parse(json.replace(/^\ufeff/, "")) as Record<string, unknown> | null;
  const cells = read?.["cells"];
  if (read?.["nbformat"] !== 4 || !Array.isArray(cells)) return null;
  const metadata = (read["metadata"] ?? {}) as Record<string, Record<string, unknown> | undefined>;
  const language = metadata["language_info"]?.["name"] ?? metadata["kernelspec"]?.["language"];
  return {
    language: typeof language === "string" ? language : "python",
    cells: cells.map((cell: Record<string, unknown>) => {
      const { source, cell_type: type } = cell;
      return {
        type: type === "markdown" || type === "raw" ? type : "code",
        source: Array.isArray(source) ? source.join("") : String(source ?? ""),
      };
    }) as unknown as NotebookFile["cells"],
  };
}

/** Several texts, one behind the other. */
export class JoinedTexts {
  readonly text: string;
  /** The line, from 1, that each begins with. */
  readonly #starts: number[] = [];
  readonly #cells = new Map<SearchedText, { lines: readonly string[]; starts: readonly number[] }>();

  constructor(private readonly texts: readonly SearchedText[]) {
    let line = 1;
    const parts = texts.map(({ text }) => {
      this.#starts.push(line);
      const own = text.endsWith("\n") ? text : `${text}\n`;
      for (let at = own.indexOf("\n"); at >= 0; at = own.indexOf("\n", at + 1)) line++;
      return own;
    });
    this.text = parts.join("");
  }

  /** The text that a place is in, and where it is there; null for one that reaches over several. */
  locate(place: FoundPlace): { readonly text: SearchedText; readonly place: FoundPlace } | null {
    const at = this.#indexOf(place.line);
    const text = this.texts[at];
    if (!text || this.#indexOf(place.endLine) !== at) return null;
    const shift = (this.#starts[at] ?? 1) - 1;
    const line = place.line - shift;
    return {
      text,
      place: { ...place, line, endLine: place.endLine - shift, cell: this.#cellAt(text, line) },
    };
  }

  #indexOf(line: number): number {
    let [low, high] = [0, this.#starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #cellAt(text: SearchedText, line: number): FoundPlace["cell"] {
    if (text.notebook === null) return null;
    let known = this.#cells.get(text);
    if (!known) {
      const lines = text.text.split("\n");
      known = { lines, starts: markedCells(lines, text.notebook).map(({ from }) => from + 1) };
      this.#cells.set(text, known);
    }
    const number = known.starts.findLastIndex((start) => start <= line) + 1;
    return number === 0 ? null : { number, line: line - (known.starts[number - 1] ?? 0) };
  }
}
