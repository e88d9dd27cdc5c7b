/** Markup as it is drawn: what was drawn before stays until the new is there. */
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { safeFragment } from "./safe-html";

export interface DrawnMarkup {
  /** Where it is put. */
  readonly place: RefObject<HTMLDivElement | null>;
  /** Why it cannot be drawn. */
  readonly failed: string | null;
}

/** @param draw makes the page; another one draws it anew */
export function useMarkup(draw: () => Promise<string>): DrawnMarkup {
  const place = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<{ html: string } | { failed: string } | null>(null);
  useEffect(() => {
    let wanted = true;
    draw().then(
      (html) => wanted && setDrawn({ html }),
      (error: Error) => wanted && setDrawn({ failed: error.message }),
    );
    return () => {
      wanted = false;
    };
  }, [draw]);
  const html = drawn && "html" in drawn ? drawn.html : null;
  useLayoutEffect(() => {
    if (html !== null) place.current?.replaceChildren(safeFragment(html));
  }, [html]);
  return { place, failed: drawn && "failed" in drawn ? drawn.failed : null };
}
