/**
 * How the columns of a view look: in which order, which are hidden, which stand still, how their cells are written and
 * coloured. Columns are numbers of the table's; what is said of one goes with its name when the table has other columns.
 */
import type { CellFormat } from "./grid/cell-format";

export interface Looks {
  /** Columns that were moved, each before another one (null: at the end), in the order of the moves. */
  readonly moves: readonly { readonly column: number; readonly before: number | null }[];
  readonly hidden: ReadonlySet<number>;
  /** They stand at the left, whatever is scrolled to. */
  readonly frozen: ReadonlySet<number>;
  readonly formats: ReadonlyMap<number, CellFormat>;
  readonly coloured: ReadonlySet<number>;
  /** Every column has a scale of colours. */
  readonly allColoured: boolean;
}

export const NO_LOOKS: Looks = {
  moves: [],
  hidden: new Set(),
  frozen: new Set(),
  formats: new Map(),
  coloured: new Set(),
  allColoured: false,
};

/** Moves that are remembered. */
const MOST_MOVES = 500;

/** The columns that are shown, by their places: those that stand still first. @param count columns of the table */
export function shownColumns({ moves, hidden, frozen }: Looks, count: number): readonly number[] {
  const all = Array.from({ length: count }, (_, at) => at);
  for (const { column, before } of moves) {
    const from = all.indexOf(column);
    if (from < 0) continue;
    all.splice(from, 1);
    const to = before === null ? -1 : all.indexOf(before);
    all.splice(to < 0 ? all.length : to, 0, column);
  }
  const shown = all.filter((column) => !hidden.has(column));
  return frozen.size === 0
    ? shown
    : [...shown.filter((column) => frozen.has(column)), ...shown.filter((column) => !frozen.has(column))];
}

/** A set with something in it, or without it. */
export function toggled<T>(set: ReadonlySet<T>, one: T, on = !set.has(one)): ReadonlySet<T> {
  const next = new Set(set);
  if (on) next.add(one);
  else next.delete(one);
  return next;
}

/** Moves a column to a place among the shown ones. */
export function moved(looks: Looks, shown: readonly number[], column: number, place: number): Looks {
  const others = shown.filter((one) => one !== column);
  const to = Math.max(0, Math.min(others.length, place));
  const before = others[to] ?? null;
  const moves = [...looks.moves.filter((move) => move.column !== column), { column, before }];
  // Among those that stand still it becomes one of them, and beside them it is none.
  const still = others.filter((one) => looks.frozen.has(one)).length;
  const frozen = looks.frozen.size > 0 ? toggled(looks.frozen, column, to < still) : looks.frozen;
  return { ...looks, moves: moves.slice(-MOST_MOVES), frozen };
}

/** Columns of which anything is said. */
export function saidOf(looks: Looks): readonly number[] {
  const { moves, hidden, frozen, formats, coloured } = looks;
  const columns = [...moves.flatMap(({ column, before }) => (before === null ? [column] : [column, before]))];
  return [...new Set([...columns, ...hidden, ...frozen, ...formats.keys(), ...coloured])];
}

/** The looks for other columns. @param place the new number of a column; undefined: it is not there any more */
export function carried(looks: Looks, place: (column: number) => number | undefined): Looks {
  const set = (columns: ReadonlySet<number>) =>
    new Set([...columns].map(place).filter((column) => column !== undefined));
  return {
    moves: looks.moves.flatMap(({ column, before }) => {
      const to = place(column);
      const next = before === null ? null : place(before);
      return to === undefined || next === undefined ? [] : [{ column: to, before: next }];
    }),
    hidden: set(looks.hidden),
    frozen: set(looks.frozen),
    formats: new Map(
      [...looks.formats].flatMap(([column, format]) => {
        const to = place(column);
        return to === undefined ? [] : [[to, format] as const];
      }),
    ),
    coloured: set(looks.coloured),
    allColoured: looks.allColoured,
  };
}
