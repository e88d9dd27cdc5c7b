/** A data viewer: its table, and what was done to how it looks. It stays while its page is behind others. */
import { createStore } from "../floor/store";
import { type CellFormat, formatFor, PLAIN } from "./grid/cell-format";
import { type Selection, START } from "./grid/selection";
import type { ScrolledTo } from "./grid/use-scrolling";
import { TILE_ROWS } from "./table/held-cells";
import type { DataSource } from "./table/source";
import { ViewedTable } from "./table/viewed-table";

/** Of a column, in px: at first by what it has, within these. */
const LEAST_WIDTH = 84;
const MOST_WIDTH = 280;
const UNKNOWN_WIDTH = 112;
/** Of a character in a cell and in a head, and what is beside it, in px. */
const CHARACTER = 7.3;
const PADDING = 22;

export class DataViewer {
  readonly table: ViewedTable;
  readonly selection = createStore<Selection>(START);
  /** Columns that the user gave a width or a format. */
  readonly widths = createStore<ReadonlyMap<number, number>>(new Map());
  readonly formats = createStore<ReadonlyMap<number, CellFormat>>(new Map());
  readonly scrolled: ScrolledTo = { top: 0, left: 0 };
  readonly #found = new Map<number, { readonly width: number; readonly format: CellFormat }>();

  constructor(readonly source: DataSource) {
    this.table = new ViewedTable(source);
  }

  widthOf(column: number): number {
    return this.widths.get().get(column) ?? this.#look(column)?.width ?? UNKNOWN_WIDTH;
  }

  formatOf(column: number): CellFormat {
    return this.formats.get().get(column) ?? this.#look(column)?.format ?? PLAIN;
  }

  resize(column: number, width: number): void {
    this.widths.set((now) => new Map(now).set(column, width));
  }

  /** By the first cells of it that were seen; it does not change as others come. */
  #look(column: number): { readonly width: number; readonly format: CellFormat } | undefined {
    const known = this.#found.get(column);
    if (known) return known;
    const { table } = this;
    const description = table.columns.get(column);
    if (!description) return undefined;
    const first = this.selection.get().current.row;
    const cells = [0, first - (Math.max(0, first) % TILE_ROWS)]
      .map((row) => table.cells.column(Math.max(0, row), column))
      .find((found) => found.length > 0);
    if (!cells) return undefined;
    const format = formatFor(description, cells);
    const shown = cells.reduce((most, cell) => Math.max(most, format.kind === "fixed" ? 10 : cell.length), 0);
    // The type is written smaller, with a fact behind it.
    const head = Math.max(description.name.length, 0.85 * (description.type.length + 12));
    const width = Math.max(
      LEAST_WIDTH,
      Math.min(MOST_WIDTH, Math.ceil(Math.max(shown, head) * CHARACTER) + PADDING),
    );
    const found = { width, format };
    this.#found.set(column, found);
    return found;
  }
}
