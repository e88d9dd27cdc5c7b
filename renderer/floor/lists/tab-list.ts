/** What all rows of tabs have in common: the keys that move along them, and that the tab in front is in view. */
import { type RefObject, useEffect } from "react";

/** Where a key leads from tab `at` of `count`, around the ends; undefined for a key that leads nowhere. */
export function stepInTabs(key: string, at: number, count: number): number | undefined {
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: count - 1 }[key];
  return to === undefined || count === 0 ? undefined : (to + count) % count;
}

/**
 * Keeps the chosen tab in view, also when the row gets less room.
 * @param front what the chosen tab stands for
 */
export function useTabInView(list: RefObject<HTMLElement | null>, front: unknown): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab in front is to be brought into view
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const row = element.closest(".tab-rows") ?? element;
    const reveal = () => {
      const tab = element.querySelector("[role=tab][aria-selected=true]");
      // Of one that is wider than its row the beginning is seen.
      const inline = tab && tab.clientWidth > row.clientWidth ? "start" : "nearest";
      tab?.scrollIntoView({ block: "nearest", inline });
    };
    const observer = new ResizeObserver(reveal);
    // What scrolls: the row itself, or several rows as one.
    observer.observe(row);
    reveal();
    return () => observer.disconnect();
  }, [list, front]);
}
