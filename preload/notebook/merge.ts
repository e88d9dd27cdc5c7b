/** Two states of a notebook that came from one: cells are told by their keys, and what both changed stands twice. */
import type { CellType } from "./notebook-file";

export interface MergedCell {
  readonly key: string;
  readonly type: CellType;
  readonly source: string;
  readonly title: string;
  readonly metadata: Readonly<Record<string, unknown>>;
}

export interface Merged {
  readonly cells: readonly MergedCell[];
  /** Cells that stand twice: mine, and theirs below it as a new cell. */
  readonly conflicts: number;
}

const sign = ({ type, source, title, metadata }: MergedCell) =>
  JSON.stringify([type, source, title, metadata]);

/**
 * @param base what both came from
 * @param mine as it is edited here
 * @param theirs as another program has saved it: its order counts
 * @param words the title of a cell of theirs that stands below mine
 * @param newKey names a cell that is new in the merged notebook
 */
export function mergeCells(
  base: readonly MergedCell[],
  mine: readonly MergedCell[],
  theirs: readonly MergedCell[],
  words: string,
  newKey: () => string,
): Merged {
  const before = new Map(base.map((cell) => [cell.key, cell]));
  const here = new Map(mine.map((cell) => [cell.key, cell]));
  const there = new Map(theirs.map((cell) => [cell.key, cell]));
  const isChanged = (cell: MergedCell) => {
    const old = before.get(cell.key);
    return !old || sign(old) !== sign(cell);
  };
  let conflicts = 0;
  const cells: MergedCell[] = [];
  for (const their of theirs) {
    const own = here.get(their.key);
    if (!own) {
      // Deleted here; what they have changed in it meanwhile stays.
      if (!before.has(their.key) || isChanged(their)) cells.push(their);
      continue;
    }
    if (!isChanged(own)) cells.push(their);
    else if (!isChanged(their) || sign(own) === sign(their)) cells.push(own);
    else {
      conflicts += 1;
      cells.push(own, {
        ...their,
        key: newKey(),
        title: their.title === "" ? words : `${their.title}, ${words}`,
      });
    }
  }
  // What is only here: new cells, and those that they deleted and that were edited here, each behind its predecessor.
  mine.forEach((cell, at) => {
    if (there.has(cell.key) || (before.has(cell.key) && !isChanged(cell))) return;
    const predecessor = mine.slice(0, at).findLast(({ key }) => cells.some((one) => one.key === key));
    const place = predecessor ? cells.findIndex(({ key }) => key === predecessor.key) + 1 : 0;
    cells.splice(place, 0, cell);
  });
  return { cells, conflicts };
}
