/** How the cells of a file last ran: found among the blocks of the window's shells. */
import type { Block } from "../../preload/transcript/transcript";
import { type Cell, cellName } from "../code/cells";
import { ranWith } from "./file-runs";
import type { RunIndex } from "./run-index";

/** A shell as far as its runs matter here. */
export interface RanIn {
  /** The shell's view. */
  readonly view: string;
  readonly index: RunIndex;
  /** The present life of its kernel; null where no shell of the window shows its session. */
  readonly life: number | null;
}

export type CellRunState = "queued" | "running" | "ok" | "failed" | "edited" | "restarted" | "elsewhere";

/** The last run of a cell. */
export interface CellRun {
  readonly state: CellRunState;
  /** It ran with the whole file, or with others in a selection: times and end of the block are not its own. */
  readonly withOthers?: true;
  readonly view: string;
  readonly block: Block;
}

/** A notebook's cell that did not run here: what its file has of an earlier run. */
export interface FileRun {
  readonly state: "saved";
  /** The number of that run; null where only its outputs were kept. */
  readonly count: number | null;
}

/**
 * @param file the file as its runs name it: its path, or the name of an untitled one
 * @param textOf the cell's text as it is now
 * @param comment how the file's language begins a comment
 * @param nameOf what runs name a cell by
 * @param formerNameOf what it may have been called before; counts where it has no run under its name
 * @returns the runs by the cell's first line; a cell that never ran has none
 */
export function cellRuns(
  file: string,
  cells: readonly Cell[],
  textOf: (cell: Cell) => string,
  shells: readonly RanIn[],
  comment: string | null,
  nameOf: (cell: Cell) => string = cellName,
  formerNameOf?: (cell: Cell) => string,
): ReadonlyMap<number, CellRun> {
  const newest = new Map<Cell, CellRun>();
  const take = (cell: Cell, run: CellRun) => {
    const known = newest.get(cell);
    if (!known || known.block.asked < run.block.asked) newest.set(cell, run);
  };
  const byTitle = new Map<string, Cell[]>();
  for (const cell of cells) {
    if (cell.hasTitle) byTitle.set(nameOf(cell), [...(byTitle.get(nameOf(cell)) ?? []), cell]);
  }
  for (const { view, index, life } of shells) {
    for (const [title, titled] of byTitle) {
      const found = new Set<Cell>();
      for (const block of index.runs(file, title)) {
        if (found.size === titled.length) break;
        if (neverRan(block)) continue;
        const cell = cellOf(block, titled, textOf);
        if (!cell || found.has(cell)) continue;
        found.add(cell);
        take(cell, { view, block, state: stateOf(block, life, textOf(cell)) });
      }
    }
    if (formerNameOf) {
      for (const cell of cells) {
        if (newest.has(cell)) continue;
        const block = index.runs(file, formerNameOf(cell)).find((one) => !neverRan(one));
        if (block) take(cell, { view, block, state: stateOf(block, life, textOf(cell)) });
      }
    }
    const left = new Set(cells.filter(({ hasTitle }) => hasTitle));
    for (const { block, ran } of index.wideRuns(file, comment)) {
      if (left.size === 0) break;
      for (const cell of left) {
        const found = ranWith(block, ran, cell, textOf(cell));
        if (!found) continue;
        left.delete(cell);
        const { same, end } = found;
        const open = end === "queued" || end === "running";
        const state = open ? end : (gone(block, life) ?? (same ? end : "edited"));
        take(cell, { view, block, state, withOthers: true });
      }
    }
  }
  const runs = new Map<number, CellRun>();
  for (const [cell, run] of newest) runs.set(cell.from, run);
  return runs;
}

/** It was sent and taken back, or turned away after the error of another: what the cell made before is still there. */
const neverRan = ({ state }: Block) => state === "aborted" || state === "cancelled";

/** Of several cells with one title: the one with this text, else the one that stands where it stood. */
function cellOf(block: Block, cells: readonly Cell[], textOf: (cell: Cell) => string): Cell | undefined {
  if (cells.length < 2) return cells[0];
  const line = block.origin?.lines[0];
  return cells.find((cell) => textOf(cell) === block.code) ?? cells.find(({ from }) => from === line);
}

function stateOf(block: Block, life: number | null, text: string): CellRunState {
  if (block.state === "queued" || block.state === "running") return block.state;
  const isGone = gone(block, life);
  if (isGone) return isGone;
  if (block.code !== text) return "edited";
  return block.state === "ok" ? "ok" : "failed";
}

/** What it made is not there any more, or not here. */
function gone(block: Block, life: number | null): "elsewhere" | "restarted" | null {
  if (life === null) return "elsewhere";
  return block.life < life ? "restarted" : null;
}
