/** The cells of a table that the window holds: tiles of rows and columns, those looked at last, in a bounded number. */
import type { DataAnswerOf } from "../../../preload/contract/data";

/** Rows and columns of a tile: a page of the source. */
export const TILE_ROWS = 100;
export const TILE_COLUMNS = 16;
/** Tiles that are held: at most so many times 1,600 cells, whatever is scrolled through; more where more are in view. */
const MOST_TILES = 40;

/** A cell as it is drawn. */
export interface HeldCell {
  readonly text: string;
  readonly missing: boolean;
}

interface Tile {
  readonly page: DataAnswerOf<"page">;
  readonly missing: ReadonlyMap<number, ReadonlySet<number>>;
  /** Of which state of the data it is. */
  readonly generation: number;
}

export class HeldCells {
  /** Oldest use first. */
  readonly #tiles = new Map<string, Tile>();
  #generation = 0;
  #most = MOST_TILES;

  /** How many cells are held. */
  get size(): number {
    let size = 0;
    for (const { page } of this.#tiles.values()) for (const { cells } of page.columns) size += cells.length;
    return size;
  }

  get generation(): number {
    return this.#generation;
  }

  /** So many tiles are in view: columns that were moved may each be in one of their own. */
  atLeast(tiles: number): void {
    this.#most = Math.max(MOST_TILES, 2 * tiles);
  }

  /** The data is other: what is held is drawn until it has been read anew. */
  outdate(): void {
    this.#generation++;
  }

  clear(): void {
    this.#generation++;
    this.#tiles.clear();
  }

  /** Takes a page of whole tiles; one of an earlier state of the data is let go of. */
  put(page: DataAnswerOf<"page">, firstColumn: number, generation: number): void {
    if (generation !== this.#generation) return;
    const missing = new Map(page.columns.map((column) => [column.column, new Set(column.missing)]));
    const key = keyOf(page.from, firstColumn);
    this.#tiles.delete(key);
    this.#tiles.set(key, { page, missing, generation });
    for (const oldest of this.#tiles.keys()) {
      if (this.#tiles.size <= this.#most) break;
      this.#tiles.delete(oldest);
    }
  }

  /** Whether the tile of a cell is there, of the present data, with all of its rows. @param rows that the table has */
  has(row: number, column: number, rows: number): boolean {
    const tile = this.#tileAt(row, column);
    if (tile?.generation !== this.#generation) return false;
    const { from, labels } = tile.page;
    return labels.length >= Math.min(TILE_ROWS, rows - from);
  }

  cell(row: number, column: number): HeldCell | undefined {
    const tile = this.#tileAt(row, column);
    const place = row % TILE_ROWS;
    const text = tile?.page.columns[column % TILE_COLUMNS]?.cells[place];
    return text === undefined ? undefined : { text, missing: tile?.missing.get(column)?.has(place) ?? false };
  }

  /** The label of a row, where a tile of it is there. */
  label(row: number, column: number): string | undefined {
    return this.#tileAt(row, column)?.page.labels[row % TILE_ROWS];
  }

  /** The cells of a column that are held in the tile of a row. */
  column(row: number, column: number): readonly string[] {
    return this.#tileAt(row, column)?.page.columns[column % TILE_COLUMNS]?.cells ?? [];
  }

  #tileAt(row: number, column: number): Tile | undefined {
    const key = keyOf(row - (row % TILE_ROWS), column - (column % TILE_COLUMNS));
    const tile = this.#tiles.get(key);
    if (!tile) return undefined;
    // It was used last now.
    this.#tiles.delete(key);
    this.#tiles.set(key, tile);
    return tile;
  }
}

const keyOf = (row: number, column: number) => `${row}/${column}`;
