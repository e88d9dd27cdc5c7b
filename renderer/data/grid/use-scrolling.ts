/** Which part of a grid is seen. Of more rows than a browser can scroll the bar stands for all, and the wheel goes by rows. */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Store } from "../../floor/store";
import { isScaled, lastTop, type Scrolling, scrolledHeight, scrollOfTop, topOfScroll } from "./geometry";

export interface Seen {
  /** The row at the top, not a whole one. */
  readonly top: number;
  /** Px from the left. */
  readonly left: number;
  readonly width: number;
  readonly height: number;
  readonly rowHeight: number;
}

export interface GridScrolling extends Seen {
  /** Height of what is scrolled, without the head. */
  readonly extent: number;
  readonly rowsInView: number;
  readonly scrollTo: (place: { top?: number; left?: number }) => void;
}

/** Where a grid was scrolled to: what a page that comes back begins with. */
export interface ScrolledTo {
  /** A row, not a whole one. */
  readonly top: number;
  /** Px. */
  readonly left: number;
}

/**
 * @param headHeight px that the head takes of the view
 * @param kept is begun with, and kept up to date
 */
export function useScrolling(
  grid: RefObject<HTMLDivElement | null>,
  rows: number,
  headHeight: number,
  kept: Store<ScrolledTo>,
): GridScrolling {
  const [seen, setSeen] = useState<Seen>({ ...kept.get(), width: 0, height: 0, rowHeight: 0 });
  const viewHeight = Math.max(0, seen.height - headHeight);
  const scrolling: Scrolling = { rows, rowHeight: seen.rowHeight || 1, viewHeight };
  const present = useRef({ seen, scrolling });
  present.current = { seen, scrolling };

  const scrollTo = useCallback(
    ({ top, left }: { top?: number; left?: number }) => {
      const element = grid.current;
      if (!element) return;
      const { scrolling: now } = present.current;
      const next = top === undefined ? undefined : Math.max(0, Math.min(top, lastTop(now)));
      if (next !== undefined) {
        present.current.seen = { ...present.current.seen, top: next };
        setSeen((before) => (before.top === next ? before : { ...before, top: next }));
        element.scrollTop = scrollOfTop(now, next);
      }
      if (left !== undefined) element.scrollLeft = left;
    },
    [grid],
  );

  useEffect(() => {
    const element = grid.current;
    if (!element) return;
    const look = () => {
      const rowHeight = Number.parseFloat(getComputedStyle(element).getPropertyValue("--row")) || 0;
      const { clientHeight: height, clientWidth: width } = element;
      setSeen((now) =>
        now.height === height && now.width === width && now.rowHeight === rowHeight
          ? now
          : { ...now, height, width, rowHeight },
      );
    };
    const onScroll = () => {
      const { seen: now, scrolling: by } = present.current;
      const left = element.scrollLeft;
      // The bar is less exact than the rows: where it is as it was put, nothing was scrolled.
      const same = Math.abs(element.scrollTop - scrollOfTop(by, now.top)) < 1.5;
      const top = same ? now.top : topOfScroll(by, element.scrollTop);
      setSeen((before) => (before.top === top && before.left === left ? before : { ...before, top, left }));
    };
    const onWheel = (event: WheelEvent) => {
      const { seen: now, scrolling: by } = present.current;
      if (!isScaled(by) || event.ctrlKey || event.deltaY === 0 || event.shiftKey) return;
      event.preventDefault();
      const px = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * by.rowHeight : event.deltaY;
      scrollTo({ top: now.top + px / by.rowHeight });
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener("scroll", onScroll, { passive: true });
    element.addEventListener("wheel", onWheel, { passive: false });
    look();
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", onScroll);
      element.removeEventListener("wheel", onWheel);
    };
  }, [grid, scrollTo]);

  const sized = seen.rowHeight > 0 && rows > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when there is something to scroll
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element || !sized) return;
    element.scrollTop = scrollOfTop(present.current.scrolling, present.current.seen.top);
    element.scrollLeft = present.current.seen.left;
  }, [sized]);
  useEffect(() => {
    if (!sized) return;
    kept.set((now) =>
      now.top === seen.top && now.left === seen.left ? now : { top: seen.top, left: seen.left },
    );
  }, [kept, sized, seen.top, seen.left]);

  // Fewer rows than before may end above what was seen.
  const last = lastTop(scrolling);
  useLayoutEffect(() => {
    if (present.current.seen.rowHeight > 0 && present.current.seen.top > last) scrollTo({ top: last });
  }, [last, scrollTo]);

  return {
    ...seen,
    extent: scrolledHeight(scrolling),
    rowsInView: viewHeight / (seen.rowHeight || 1),
    scrollTo,
  };
}
