/** A data viewer: its table, and what was done to how it looks. It stays while its page is behind others. */
import { Disposables } from "../../preload/floor/disposables";
import { createStore } from "../floor/store";
import { CellEdits } from "./edit-cell";
import { type CellFormat, formatFor, PLAIN } from "./grid/cell-format";
import { type Selection, START } from "./grid/selection";
import type { ScrolledTo } from "./grid/use-scrolling";
import { keepPage, keptPage } from "./kept-views";
import { carried, type Looks, NO_LOOKS, saidOf } from "./looks";
import { TILE_ROWS } from "./table/held-cells";
import { KernelSource } from "./table/kernel-source";
import type { DataSource } from "./table/source";
import { ViewedTable } from "./table/viewed-table";

/** Of a column, in px: at first by what it has, within these. */
const LEAST_WIDTH = 84;
const MOST_WIDTH = 280;
const UNKNOWN_WIDTH = 112;
/** Of a character in a cell and in a head, and what is beside it, in px. */
const CHARACTER = 7.3;
const PADDING = 22;

/** What was scrolled or chosen is kept this long after, in ms. */
const KEEP_MS = 400;

/** A file that is being written, and which part of it is done, from 0 to 1. */
export interface Exporting {
  readonly name: string;
  readonly done: number;
  readonly cancel: () => void;
}

export class DataViewer {
  readonly table: ViewedTable;
  readonly selection = createStore<Selection>(START);
  /** Columns that the user gave a width. */
  readonly widths = createStore<ReadonlyMap<number, number>>(new Map());
  readonly looks = createStore<Looks>(NO_LOOKS);
  /** Null: the source's cells are only looked at. */
  readonly edits: CellEdits | null;
  /** The file that is being written. */
  readonly exporting = createStore<Exporting | null>(null);
  readonly scrolled = createStore<ScrolledTo>({ top: 0, left: 0 });
  readonly #found = new Map<number, { readonly width: number; readonly format: CellFormat }>();

  /** What the columns were called of which the looks say something. */
  #names: ReadonlyMap<number, string> = new Map();
  #columns: number | undefined;

  #keeping: ReturnType<typeof setTimeout> | undefined;
  readonly #stops: Disposables;

  /**
   * @param key of the view: it is kept by it
   * @param reopened it comes back with the window
   */
  constructor(
    readonly source: DataSource,
    private readonly key: string,
    readonly reopened = false,
  ) {
    const kept = keptPage(key);
    this.table = new ViewedTable(source, kept?.shown?.kept);
    this.edits = source instanceof KernelSource ? new CellEdits(this.table, source) : null;
    if (kept) {
      this.looks.set(kept.looks);
      this.#names = kept.names;
      if (kept.shown) {
        this.scrolled.set(kept.shown.scrolled);
        this.selection.set(kept.shown.selection);
        this.widths.set(kept.shown.widths);
      }
    }
    const soon = () => {
      this.#keeping ??= setTimeout(this.#keep, KEEP_MS);
    };
    window.addEventListener("pagehide", this.#keep);
    this.#stops = new Disposables(
      this.table.drawn.subscribe(() => this.#carry()),
      this.looks.subscribe(this.#keep),
      ...[this.table.state, this.scrolled, this.selection, this.widths].map((store) => store.subscribe(soon)),
      () => window.removeEventListener("pagehide", this.#keep),
    );
  }

  /** Its page is closed: how the columns look is remembered, what was shown is not. */
  dispose(): void {
    this.#stops.dispose();
    clearTimeout(this.#keeping);
    keepPage(this.key, { looks: this.looks.get(), names: this.#names });
    this.table.dispose();
  }

  /** How a column is written: null, as it is found out. */
  format(column: number, format: CellFormat | null): void {
    this.looks.set((now) => {
      const formats = new Map(now.formats);
      if (format) formats.set(column, format);
      else formats.delete(column);
      return { ...now, formats };
    });
  }

  widthOf(column: number): number {
    return this.widths.get().get(column) ?? this.#look(column)?.width ?? UNKNOWN_WIDTH;
  }

  formatOf(column: number): CellFormat {
    return this.looks.get().formats.get(column) ?? this.#look(column)?.format ?? PLAIN;
  }

  resize(column: number, width: number): void {
    this.widths.set((now) => new Map(now).set(column, width));
  }

  #nameOf = (column: number): string | undefined =>
    this.table.columns.get(column)?.name ?? this.#names.get(column);

  #keep = (): void => {
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    const looks = this.looks.get();
    this.#names = new Map(saidOf(looks).map((column) => [column, this.#nameOf(column) ?? ""]));
    keepPage(this.key, {
      looks,
      names: this.#names,
      shown: {
        kept: this.table.keptView,
        scrolled: this.scrolled.get(),
        selection: this.selection.get(),
        widths: this.widths.get(),
      },
    });
  };

  /** Once the columns are described: the table may have others than those the looks are of. */
  #carry(): void {
    const { columns } = this.table;
    const count = this.table.state.get().opened?.columns;
    const looks = this.looks.get();
    if (this.#columns !== count) this.#found.clear();
    this.#columns = count;
    const stays = ([column, name]: readonly [number, string]) => {
      const described = columns.get(column);
      return count === undefined || (described ? described.name === name : column < count);
    };
    if ([...this.#names].every(stays)) return;
    const byName = new Map([...columns].map(([column, { name }]) => [name, column]));
    const place = (column: number) => byName.get(this.#names.get(column) ?? "");
    this.looks.set(carried(looks, place));
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
