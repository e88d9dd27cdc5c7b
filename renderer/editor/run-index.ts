/**
 * The blocks of a shell that ran cells of files, by file and cell, and those that ran several at once: kept up with the
 * transcript's changes alone.
 */
import { changesBetween } from "../../preload/transcript/changes";
import type { Block, Transcript } from "../../preload/transcript/transcript";
import { type RanCells, ranCellsOf } from "./file-runs";

/** What the origin of lines that were selected is called. */
export const SELECTION = "selection";
/** Of one cell so many of its newest runs are kept: of several cells with one title each is among them. */
const MOST_RUNS = 100;
/** Of the runs of several cells of a file at once so many are kept: the last one of the whole file is what counts. */
const MOST_WIDE_RUNS = 10;

/** A block that ran more than one line of a file, and no single cell. */
export interface WideRun {
  readonly block: Block;
  readonly ran: RanCells;
}

/** What a notebook's cell is called here, by its key: a name that no title is. */
export const nameOfNotebookCell = (key: string): string => `\n${key}`;

/** The same by what it runs: where a file has no ids a cell is called otherwise once it is saved. */
export const codeOfNotebookCell = (code: string): string => `\n\n${code}`;

export class RunIndex {
  #transcript: Transcript | null = null;
  /** By file and title; the blocks of each by their numbers, oldest first. */
  readonly #runs = new Map<string, Map<number, Block>>();
  /** By file. */
  readonly #wide = new Map<string, Map<number, Block>>();
  /** What was read of the code of those, by their numbers. */
  readonly #ran = new Map<number, RanCells>();

  take(transcript: Transcript): this {
    if (transcript === this.#transcript) return this;
    const { at, from } = changesBetween(this.#transcript, transcript);
    const { blocks } = transcript;
    this.#transcript = transcript;
    if (from === 0) {
      this.#runs.clear();
      this.#wide.clear();
      this.#ran.clear();
    }
    for (const place of at) this.#look(blocks[place] as Block);
    for (let place = from; place < blocks.length; place++) this.#look(blocks[place] as Block);
    return this;
  }

  /** The runs of the cells of that title, newest first. */
  runs(file: string, title: string): readonly Block[] {
    return [...(this.#runs.get(keyOf(file, title))?.values() ?? [])].reverse();
  }

  /**
   * The runs of the whole file or of parts of it that may hold several cells, newest first.
   * @param comment how its language begins a comment
   */
  wideRuns(file: string, comment: string | null): readonly WideRun[] {
    return [...(this.#wide.get(file)?.values() ?? [])].reverse().map((block) => {
      let ran = this.#ran.get(block.seq);
      if (!ran) {
        ran = ranCellsOf(block, comment);
        this.#ran.set(block.seq, ran);
      }
      return { block, ran };
    });
  }

  #look(block: Block): void {
    const { origin } = block;
    if (!origin) return;
    const { file, title, lines, cell } = origin;
    if (cell !== undefined) {
      keep(this.#runs, keyOf(file, nameOfNotebookCell(cell)), block, MOST_RUNS);
      keep(this.#runs, keyOf(file, codeOfNotebookCell(block.code)), block, 1);
    }
    if (title !== undefined) keep(this.#runs, keyOf(file, title), block, MOST_RUNS);
    if ((title === undefined || title === SELECTION) && lines[0] < lines[1]) {
      const gone = keep(this.#wide, file, block, MOST_WIDE_RUNS);
      if (gone !== undefined) this.#ran.delete(gone);
    }
  }
}

/** Keeps a block among the newest ones of its key; answers the number of the one that it drove out. */
function keep(all: Map<string, Map<number, Block>>, key: string, block: Block, most: number) {
  let runs = all.get(key);
  if (!runs) {
    runs = new Map();
    all.set(key, runs);
  }
  const [oldest] = runs.keys();
  // A block of long ago may change still, which does not make it a newer run.
  if (runs.size >= most && oldest !== undefined && block.seq < oldest) return undefined;
  runs.set(block.seq, block);
  if (runs.size <= most || oldest === undefined) return undefined;
  runs.delete(oldest);
  return oldest;
}

const keyOf = (file: string, title: string) => `${file}\n${title}`;
