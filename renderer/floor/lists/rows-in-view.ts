/** Of a list of rows that are all as high as `--row`, which ones are in view: only those are drawn. */
import { type RefObject, useEffect, useState } from "react";

/** Drawn above and below what is seen. */
const MORE_ROWS = 10;

export interface RowsInView {
  /** From the first that is drawn to before `last`. */
  readonly first: number;
  readonly last: number;
  /** Height of a row, in px. */
  readonly row: number;
  /** Rows that Page Up and Page Down go over. */
  readonly page: number;
}

/** @param scroller the element that scrolls @param count how many rows there are */
export function useRowsInView(scroller: RefObject<HTMLElement | null>, count: number): RowsInView {
  const [shown, setShown] = useState({ top: 0, height: 600, row: 24 });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const see = () =>
      setShown({
        top: element.scrollTop,
        height: element.clientHeight,
        row: Number.parseFloat(getComputedStyle(element).getPropertyValue("--row")) || 24,
      });
    const observer = new ResizeObserver(see);
    observer.observe(element);
    element.addEventListener("scroll", see, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", see);
    };
  }, [scroller]);
  const { top, height, row } = shown;
  return {
    first: Math.max(0, Math.min(count, Math.floor(top / row) - MORE_ROWS)),
    last: Math.max(0, Math.min(count, Math.ceil((top + height) / row) + MORE_ROWS)),
    row,
    page: Math.max(1, Math.floor(height / row) - 1),
  };
}

/** Scrolls as little as brings a row into view. */
export function showRow(scroller: HTMLElement | null, at: number, row: number): void {
  if (!scroller) return;
  const top = at * row;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  else if (top + row > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = top + row - scroller.clientHeight;
}
