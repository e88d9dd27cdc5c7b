/** HTML that is text with styles, drawn in the window's page. */
import { unawaited } from "../../../floor/failures";
import "./html.css";
import { type MouseEvent, useLayoutEffect, useRef } from "react";
import { frameTheme } from "../frame/frame-theme";
import { makeReadable, readColour } from "../frame/readable-colours";
import { openLink } from "../links/links";
import { openPrintedFile } from "../links/printed-file";
import { fileOfLink } from "../links/text-links";
import { pageFragment } from "./page-fragment";
import type { PageHtml } from "./page-html";

/** What is on the page, and what of it was not looked at since it came. */
const drawn = new Set<HTMLElement>();
const unread = new Set<HTMLElement>();

/** Colours of all that came in one drawing are looked at together, so that the page's styles are computed once. */
function colour(some: Set<HTMLElement>): void {
  const paper = readColour(getComputedStyle(document.body).backgroundColor);
  if (paper) makeReadable(some, paper);
  unread.clear();
}
frameTheme.subscribe(() => colour(drawn));

interface HtmlViewProps {
  readonly html: PageHtml;
  /** What a path in a link begins at. */
  readonly folder: string;
}

export function HtmlView({ html, folder }: HtmlViewProps) {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    element.replaceChildren(pageFragment(html));
    drawn.add(element);
    unread.add(element);
    if (unread.size === 1) queueMicrotask(() => colour(unread));
    return () => {
      drawn.delete(element);
      unread.delete(element);
    };
  }, [html]);

  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest("a");
    if (!link) return;
    event.preventDefault();
    const href = link.getAttribute("href") ?? "";
    const file = fileOfLink(href);
    // rich names the line of a log's entry behind the file.
    if (file === null) unawaited("open link", openLink(href));
    else openPrintedFile(file, Number(/#(\d{1,7})$/.exec(href)?.[1] ?? 1), folder);
  };
  // Middle clicks would open a window.
  return <div ref={place} className="html-output" onClick={onClick} onAuxClick={onClick} />;
}
