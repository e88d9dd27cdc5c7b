/** Where the rows and columns of a grid are: columns have widths, rows one height, and a browser scrolls only so far. */

/** A browser makes no element much higher than 33 million px; beyond this scrolling is scaled. */
const MOST_HEIGHT = 8_000_000;

/** Left edges of columns that may be thousands. */
export class ColumnPlaces {
  readonly #edges: Float64Array;

  /** @param widths of the columns as they stand, in px */
  constructor(widths: readonly number[]) {
    this.#edges = new Float64Array(widths.length + 1);
    for (const [at, width] of widths.entries()) this.#edges[at + 1] = (this.#edges[at] ?? 0) + width;
  }

  get width(): number {
    return this.#edges.at(-1) ?? 0;
  }

  left(place: number): number {
    return this.#edges[place] ?? this.width;
  }

  widthOf(place: number): number {
    return this.left(place + 1) - this.left(place);
  }

  /** The column at a distance from the left; the last one beyond it. */
  at(x: number): number {
    let low = 0;
    let high = Math.max(0, this.#edges.length - 2);
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#edges[middle] ?? 0) <= x) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The way between a scroll bar and rows. All but `rows` in px. */
export interface Scrolling {
  readonly rows: number;
  readonly rowHeight: number;
  /** Of what rows are seen in. */
  readonly viewHeight: number;
}

/** Height of what is scrolled. */
export function scrolledHeight({ rows, rowHeight, viewHeight }: Scrolling): number {
  return Math.max(viewHeight, Math.min(rows * rowHeight, MOST_HEIGHT));
}

export function isScaled({ rows, rowHeight }: Scrolling): boolean {
  return rows * rowHeight > MOST_HEIGHT;
}

/** The furthest that can be scrolled to, in rows (not whole ones). */
export function lastTop({ rows, rowHeight, viewHeight }: Scrolling): number {
  return Math.max(0, rows - viewHeight / rowHeight);
}

/** The row at the top of the view (not a whole one), by the scroll bar. */
export function topOfScroll(scrolling: Scrolling, scrollTop: number): number {
  if (!isScaled(scrolling)) return Math.min(lastTop(scrolling), scrollTop / scrolling.rowHeight);
  const way = scrolledHeight(scrolling) - scrolling.viewHeight;
  return Math.min(1, scrollTop / way) * lastTop(scrolling);
}

/** Where the scroll bar is, by the row at the top. */
export function scrollOfTop(scrolling: Scrolling, top: number): number {
  if (!isScaled(scrolling)) return top * scrolling.rowHeight;
  const way = scrolledHeight(scrolling) - scrolling.viewHeight;
  return (top / lastTop(scrolling)) * way;
}
