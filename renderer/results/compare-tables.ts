/** Two tables cell by cell: rows are told by their first cell where that is another in each, else by their place. */

export interface Grid {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

type State = "same" | "changed" | "added" | "removed";

export interface ComparedCell {
  readonly text: string;
  /** What stood there, where that was something else. */
  readonly before?: string;
}

export interface ComparedTable {
  readonly columns: readonly { readonly name: string; readonly state: State }[];
  readonly rows: readonly { readonly state: State; readonly cells: readonly ComparedCell[] }[];
  /** Cells that are another, or stand in a row or column that only one has. */
  readonly differences: number;
}

/** Places of what two lists hold, each name at most once, in the order of the second with what only the first has between. */
function paired(before: readonly string[], after: readonly string[]): [number | null, number | null][] {
  const isKeyed = new Set(before).size === before.length && new Set(after).size === after.length;
  if (!isKeyed)
    return Array.from({ length: Math.max(before.length, after.length) }, (_, at) => [
      at < before.length ? at : null,
      at < after.length ? at : null,
    ]);
  const places = new Map(before.map((name, at) => [name, at]));
  const kept = new Set(after);
  const pairs: [number | null, number | null][] = [];
  let next = 0;
  const takeGone = (to: number) => {
    for (; next < to; next++) if (!kept.has(before[next] as string)) pairs.push([next, null]);
  };
  after.forEach((name, at) => {
    const was = places.get(name) ?? null;
    if (was !== null) takeGone(was);
    pairs.push([was, at]);
  });
  takeGone(before.length);
  return pairs;
}

const stateOf = (was: number | null, is: number | null): State =>
  was === null ? "added" : is === null ? "removed" : "same";

export function compareTables(before: Grid, after: Grid): ComparedTable {
  const columns = paired(before.columns, after.columns);
  const keys = ({ rows }: Grid) => rows.map(([first]) => first ?? "");
  let differences = 0;
  const rows = paired(keys(before), keys(after)).map(([was, is]) => {
    const state = stateOf(was, is);
    const cells = columns.map(([from, to]): ComparedCell => {
      const old = was === null || from === null ? undefined : (before.rows[was]?.[from] ?? "");
      const made = is === null || to === null ? undefined : (after.rows[is]?.[to] ?? "");
      if (old !== made) differences++;
      const isOther = old !== undefined && made !== undefined && old !== made;
      return { text: made ?? old ?? "", ...(isOther && { before: old }) };
    });
    const isChanged = cells.some((cell) => cell.before !== undefined);
    return { state: state === "same" && isChanged ? ("changed" as const) : state, cells };
  });
  const names = columns.map(([from, to]) => ({
    name: (to === null ? before.columns[from ?? 0] : after.columns[to]) ?? "",
    state: stateOf(from, to),
  }));
  return { columns: names, rows, differences };
}
