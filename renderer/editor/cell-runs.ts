/** How the cells of a file last ran: found among the blocks of the window's shells. */
import type { Block } from "../../preload/transcript/transcript";
import { type Cell, cellName } from "./cells";

/** A shell as far as its runs matter here. */
export interface RanIn {
  /** The shell's view. */
  readonly view: string;
  readonly blocks: readonly Block[];
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

/** So many of a shell's newest blocks are looked through: what ran before them is as good as not known. */
const LOOKED_AT = 5000;

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
  for (const { view, blocks, life } of shells) {
    const found = new Set<Cell>();
    for (let i = blocks.length - 1; i >= Math.max(0, blocks.length - LOOKED_AT); i--) {
      const block = blocks[i];
      if (!block?.origin || block.origin.file !== file || block.origin.title === undefined) continue;
      const cell = cellOf(block, byTitle.get(block.origin.title) ?? [], textOf);
      if (!cell || found.has(cell)) continue;
      found.add(cell);
      const known = newest.get(cell);
      if (!known || known.block.asked < block.asked) newest.set(cell, { view, block, life });
      if (found.size === cells.length) break;
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
