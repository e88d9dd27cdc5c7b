/** Pages that cover editor, shells and tools. */
import { type RefObject, useEffect, useRef } from "react";

/** What such a page covers: the window's layout (workbench/layout-view). */
const COVERED = ".layout";

/**
 * Whoever goes to what is behind the page, by a key, a menu or the palette, leaves it: nothing is typed where nobody
 * sees it. It begins once the page has had the keyboard: what opened it may give the keyboard back before.
 */
export function useLeftForWhatIsBehind(page: RefObject<HTMLElement | null>, leave: () => void): void {
  const left = useRef(leave);
  left.current = leave;
  useEffect(() => {
    let entered = page.current?.contains(document.activeElement) ?? false;
    const onFocus = ({ target }: FocusEvent) => {
      if (!(target instanceof Element)) return;
      if (page.current?.contains(target)) entered = true;
      else if (entered && target.closest(COVERED)) left.current();
    };
    document.addEventListener("focusin", onFocus);
    return () => document.removeEventListener("focusin", onFocus);
  }, [page]);
}
