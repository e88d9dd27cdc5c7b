/** Copies a block of cells as text: what is not in the window is asked for, page by page. */
import { MOST_PAGE_CELLS, MOST_PAGE_COLUMNS, MOST_PAGE_ROWS } from "../../preload/contract/data";
import { t } from "../../preload/texts/texts";
import type { Block } from "./grid/selection";
import type { ViewedTable } from "./table/viewed-table";

/** Cells that are copied at once. */
export const MOST_COPIED = 200_000;

export type CopyFormat = "tsv" | "tsv with names" | "markdown" | "code";

/**
 * The cells as text.
 * @param columns numbers of the columns by their places
 * @throws Error with a sentence when there are too many, or the source does not tell them
 */
export async function textOfCells(
  table: ViewedTable,
  block: Block,
  columns: readonly number[],
  format: CopyFormat,
): Promise<string> {
  const chosen = columns.slice(block.columnFrom, block.columnTo + 1);
  const count = block.to - block.from + 1;
  if (count * chosen.length > MOST_COPIED)
    throw new Error(
      t("{count} cells are too many to be copied: {most} are the most. Save the table by code instead.", {
        count: count * chosen.length,
        most: MOST_COPIED,
      }),
    );
  const rows: string[][] = Array.from({ length: count }, () => []);
  for (let first = 0; first < chosen.length; first += MOST_PAGE_COLUMNS) {
    const wanted = chosen.slice(first, first + MOST_PAGE_COLUMNS);
    const most = Math.min(MOST_PAGE_ROWS, Math.floor(MOST_PAGE_CELLS / wanted.length));
    for (let from = 0; from < count; from += most) {
      const answer = await table.ask({
        op: "page",
        from: block.from + from,
        count: Math.min(most, count - from),
        columns: wanted,
      });
      if (answer.status !== "ok" || answer.op !== "page")
        throw new Error(t("The kernel did not tell the cells. Try again when it is idle."));
      for (const column of answer.columns)
        for (const [at, cell] of column.cells.entries()) rows[from + at]?.push(cell);
    }
  }
  const names = chosen.map((column) => table.columns.get(column)?.name ?? String(column));
  const numeric = chosen.map((column) => table.columns.get(column)?.kind === "number");
  return written(rows, names, numeric, format);
}

/** Rows of cells as text. @param numeric of each column whether it has numbers */
export function written(
  rows: readonly (readonly string[])[],
  names: readonly string[],
  numeric: readonly boolean[],
  format: CopyFormat,
): string {
  // Cells have no control characters, so neither tabs nor ends of lines.
  const line = (cells: readonly string[]) => cells.join("\t");
  switch (format) {
    case "tsv":
      return rows.map(line).join("\n");
    case "tsv with names":
      return [names, ...rows].map(line).join("\n");
    case "markdown": {
      const row = (cells: readonly string[]) =>
        `| ${cells.map((cell) => cell.replace(/[\\|]/g, "\\$&")).join(" | ")} |`;
      return [
        row(names),
        `|${numeric.map((right) => (right ? " ---: |" : " --- |")).join("")}`,
        ...rows.map(row),
      ].join("\n");
    }
    case "code": {
      const literal = (cell: string, at: number) => {
        if (/^(None|True|False)$/.test(cell)) return cell;
        if (/^(NaN|NaT|NA|null|–)$/.test(cell))
          return numeric[at] && cell === "NaN" ? 'float("nan")' : "None";
        if (numeric[at] && /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(cell)) return cell;
        return JSON.stringify(cell);
      };
      const one = rows.length === 1 && rows[0]?.length === 1 ? rows[0]?.[0] : undefined;
      if (one !== undefined) return literal(one, 0);
      const lists = rows.map((cells) =>
        names.length === 1 ? literal(cells[0] ?? "", 0) : `[${cells.map(literal).join(", ")}]`,
      );
      return names.length === 1 ? `[${lists.join(", ")}]` : `[${lists.join(",\n ")}]`;
    }
  }
}
