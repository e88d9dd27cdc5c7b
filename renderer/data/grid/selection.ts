/** Which cell of a grid has the keyboard, and what is selected: a block of cells, by places of rows and columns. */

/** A cell; row -1 is the head. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  /** Where it began. */
  readonly anchor: Place;
  /** Has the keyboard; the other corner. */
  readonly current: Place;
}

export interface Block {
  readonly from: number;
  readonly to: number;
  readonly columnFrom: number;
  readonly columnTo: number;
}

export const START: Selection = { anchor: { row: 0, column: 0 }, current: { row: 0, column: 0 } };

/** The cells of a selection; both ends are in it. */
export function blockOf({ anchor, current }: Selection): Block {
  return {
    from: Math.max(0, Math.min(anchor.row, current.row)),
    to: Math.max(0, Math.max(anchor.row, current.row)),
    columnFrom: Math.min(anchor.column, current.column),
    columnTo: Math.max(anchor.column, current.column),
  };
}

/** What a table of that size has of a block; null: nothing, as where a smaller one took the table's place. */
export function partIn(block: Block, rows: number, columns: number): Block | null {
  const part = {
    ...block,
    to: Math.min(block.to, rows - 1),
    columnTo: Math.min(block.columnTo, columns - 1),
  };
  return part.from <= part.to && part.columnFrom <= part.columnTo ? part : null;
}

export function isIn({ from, to, columnFrom, columnTo }: Block, { row, column }: Place): boolean {
  return row >= from && row <= to && column >= columnFrom && column <= columnTo;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that Page Up and Page Down go. */
  readonly page: number;
}

/** Where a key goes from a cell; undefined: it is none of these. */
export function placeAfter(
  { row, column }: Place,
  key: string,
  control: boolean,
  { rows, columns, page }: Extent,
): Place | undefined {
  const lastRow = rows - 1;
  const lastColumn = Math.max(0, columns - 1);
  const within = (to: Place): Place => ({
    row: Math.max(-1, Math.min(lastRow, to.row)),
    column: Math.max(0, Math.min(lastColumn, to.column)),
  });
  switch (key) {
    case "ArrowDown":
      return within({ row: control ? lastRow : row + 1, column });
    case "ArrowUp":
      return within({ row: control ? Math.min(row, 0) : row - 1, column });
    case "ArrowRight":
      return within({ row, column: control ? lastColumn : column + 1 });
    case "ArrowLeft":
      return within({ row, column: control ? 0 : column - 1 });
    case "PageDown":
      return within({ row: row + page, column });
    case "PageUp":
      return within({ row: Math.max(Math.min(row, 0), row - page), column });
    case "Home":
      return within({ row: control ? 0 : row, column: 0 });
    case "End":
      return within({ row: control ? lastRow : row, column: lastColumn });
    default:
      return undefined;
  }
}
