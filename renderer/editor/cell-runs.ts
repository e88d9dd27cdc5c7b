/** How the cells of a file last ran: found among the blocks of the window's shells. */
import type { Block } from "../../preload/transcript/transcript";
import { type Cell, cellName } from "../code/cells";
import type { RunIndex } from "./run-index";

/** A shell as far as its runs matter here. */
export interface RanIn {
  /** The shell's view. */
  readonly view: string;
  readonly index: RunIndex;
  /** The present life of its kernel. */
  readonly life: number;
}

export type CellRunState = "queued" | "running" | "ok" | "failed" | "edited" | "restarted";

/** The last run of a cell. */
export interface CellRun {
  readonly state: CellRunState;
  readonly view: string;
  readonly block: Block;
}

/**
 * @param file the file as its runs name it: its path, or the name of an untitled one
 * @param textOf the cell's text as it is now
 * @returns the runs by the cell's first line; a cell that never ran has none
 */
export function cellRuns(
  file: string,
  cells: readonly Cell[],
  textOf: (cell: Cell) => string,
  shells: readonly RanIn[],
): ReadonlyMap<number, CellRun> {
  const newest = new Map<Cell, { readonly view: string; readonly block: Block; readonly life: number }>();
  const byTitle = new Map<string, Cell[]>();
  for (const cell of cells) {
    if (cell.hasTitle) byTitle.set(cellName(cell), [...(byTitle.get(cellName(cell)) ?? []), cell]);
  }
  for (const { view, index, life } of shells) {
    for (const [title, titled] of byTitle) {
      const found = new Set<Cell>();
      for (const block of index.runs(file, title)) {
        if (found.size === titled.length) break;
        const cell = cellOf(block, titled, textOf);
        if (!cell || found.has(cell)) continue;
        found.add(cell);
        const known = newest.get(cell);
        if (!known || known.block.asked < block.asked) newest.set(cell, { view, block, life });
      }
    }
  }
  const runs = new Map<number, CellRun>();
  for (const [cell, { view, block, life }] of newest) {
    runs.set(cell.from, { state: stateOf(block, life, textOf(cell)), view, block });
  }
  return runs;
}

/** Of several cells with one title: the one with this text, else the one that stands where it stood. */
function cellOf(block: Block, cells: readonly Cell[], textOf: (cell: Cell) => string): Cell | undefined {
  if (cells.length < 2) return cells[0];
  const line = block.origin?.lines[0];
  return cells.find((cell) => textOf(cell) === block.code) ?? cells.find(({ from }) => from === line);
}

function stateOf(block: Block, life: number, text: string): CellRunState {
  if (block.state === "queued" || block.state === "running") return block.state;
  if (block.life < life) return "restarted";
  if (block.code !== text) return "edited";
  return block.state === "ok" ? "ok" : "failed";
}
