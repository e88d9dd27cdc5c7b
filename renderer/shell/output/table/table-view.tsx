/** A table in a box of its own: its head stays in view, and rows are drawn as far as they are asked for. */
import { useMemo, useState } from "react";
import { t } from "../../../../preload/texts/texts";
import type { Display } from "../content/picture";
import { tableOf } from "./table-data";

const ROWS_SHOWN = 100;
const MORE_ROWS = 1_000;
const COLUMNS_SHOWN = 100;
/** Longest text of one cell, in characters. */
const CELL_SHOWN = 300;

export function TableView({ output, type }: { readonly output: Display; readonly type: string }) {
  const table = useMemo(() => tableOf(output.data, type), [output.data, type]);
  const [shown, setShown] = useState(ROWS_SHOWN);
  const { rows, more } = useMemo(() => {
    const first: (readonly string[])[] = [];
    for (const row of table?.rows() ?? []) {
      if (first.length === shown) return { rows: first, more: true };
      first.push(row);
    }
    return { rows: first, more: false };
  }, [table, shown]);
  if (!table) return <p className="output-remark">{t("This is no table that can be read.")}</p>;
  const columns = table.columns.slice(0, COLUMNS_SHOWN);
  const left = table.columns.length - columns.length;
  return (
    <div className="data-table" role="region" aria-label={t("Table")} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {columns.map(({ name, isNumber }, i) => (
              <th key={i} scope="col" data-number={isNumber || undefined}>
                {cut(name)}
              </th>
            ))}
            {left > 0 ? <th scope="col">{t("{count} more columns", { count: left })}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {columns.map(({ isNumber }, j) => (
                <td key={j} data-number={isNumber || undefined}>
                  {cut(row[j] ?? "")}
                </td>
              ))}
              {left > 0 ? <td>…</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
      {more ? (
        <button type="button" className="fold" onClick={() => setShown(shown + MORE_ROWS)}>
          {t("Show more rows")}
        </button>
      ) : null}
    </div>
  );
}

function cut(text: string): string {
  return text.length > CELL_SHOWN ? `${text.slice(0, CELL_SHOWN)}…` : text;
}
