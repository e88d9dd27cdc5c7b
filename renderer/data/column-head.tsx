/** The head of a column: its name, by which it is sorted, and its type. */
import type { DataView } from "../../preload/contract/data";
import { t } from "../../preload/texts/texts";
import type { ViewedTable } from "./table/viewed-table";

export interface ColumnHeadProps {
  readonly table: ViewedTable;
  readonly column: number;
  readonly view: DataView;
}

export function ColumnHead({ table, column, view }: ColumnHeadProps) {
  const description = table.columns.get(column);
  const at = view.sort.findIndex((key) => key.column === column);
  const key = view.sort[at];
  const name = description?.name ?? "";
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className="column-name"
        title={t("{name}: click to sort, with Shift to sort by it as well", { name })}
        onClick={(event) => table.sortBy(column, event.shiftKey)}
      >
        <span className="column-words">{name}</span>
        {key ? (
          <span className="column-sort" aria-hidden="true">
            {key.descending ? "↓" : "↑"}
            {view.sort.length > 1 ? at + 1 : ""}
          </span>
        ) : null}
      </button>
      <span className="column-type">{description?.type ?? ""}</span>
    </>
  );
}
