/** Sort and filters for a table that may have other columns than the one they were made for: they go with the names. */
import type { DataColumn, DataView } from "../../../preload/contract/data";

/** A view, and the names of the columns that it sorts and filters by, as far as they are known. */
export interface KeptView {
  readonly view: DataView;
  readonly names: ReadonlyMap<number, string>;
}

/**
 * The view for the columns of now.
 * @param columns those that are described; of others the place counts
 * Returns it with whether nothing of it had to be left out.
 */
export function carriedView(
  { view, names }: KeptView,
  opened: { readonly columns: number; readonly slice: DataView["slice"] },
  columns: ReadonlyMap<number, DataColumn>,
): { readonly view: DataView; readonly whole: boolean } {
  const byName = new Map([...columns].reverse().map(([column, { name }]) => [name, column]));
  const placeOf = (column: number): number | undefined => {
    const name = names.get(column);
    const described = columns.get(column);
    if (column < opened.columns && (name === undefined || !described || described.name === name))
      return column;
    return name === undefined ? undefined : byName.get(name);
  };
  const carried = <T extends { readonly column: number }>(keys: readonly T[]): T[] =>
    keys.flatMap((key) => {
      const column = placeOf(key.column);
      return column === undefined ? [] : [{ ...key, column }];
    });
  const sort = carried(view.sort);
  const filters = carried(view.filters);
  return {
    view: { sort, filters, slice: opened.slice },
    whole: sort.length === view.sort.length && filters.length === view.filters.length,
  };
}
