/**
 * Marks what was found: in the lines that are on the page, without changing them (CSS Custom Highlight API); an output
 * that is no lines (a page in its frame, a table, a formula) as a whole.
 */
import type { OutputPlace } from "../../kernels/unseen";
import type { HitList } from "./hit-list";

const ALL = "shell-found";
const CURRENT = "shell-found-now";
/** On a piece that is marked as a whole: "some", or "now" where the hit that is shown is in it. */
const MARK = "data-found";

/** Marks the hits in the lines of a shell's output. @param gone outputs of a block that were cleared from view */
export function highlight(
  log: Element,
  hits: HitList,
  current: number | null,
  gone: (seq: number) => number,
): void {
  const all: Range[] = [];
  const now: Range[] = [];
  for (const line of hits.count > 0 ? log.querySelectorAll<HTMLElement>(".line[data-line]") : []) {
    const place = placeOf(line, gone);
    if (!place) continue;
    // Of a line that is pages long only a part is drawn.
    const shift = Number(line.dataset["from"] ?? 0);
    for (const { number, start, end } of hits.inLine({ ...place, line: Number(line.dataset["line"]) })) {
      const range = rangeIn(line, start - shift, end - shift);
      if (range) (number === current ? now : all).push(range);
    }
  }
  for (const piece of log.querySelectorAll<HTMLElement>(".piece:has(> .output)")) {
    const place = placeOf(piece, gone);
    const [first, behind] = place ? hits.inOutput(place) : [0, 0];
    if (first === behind) piece.removeAttribute(MARK);
    else piece.setAttribute(MARK, current !== null && current >= first && current < behind ? "now" : "some");
  }
  CSS.highlights.set(ALL, new Highlight(...all));
  CSS.highlights.set(CURRENT, new Highlight(...now));
}

/** Which output an element belongs to, counted from the first of its block's; null for none. */
function placeOf(
  element: HTMLElement,
  gone: (seq: number) => number,
): Pick<OutputPlace, "seq" | "output"> | null {
  const seq = Number(element.closest<HTMLElement>(".block")?.dataset["seq"]);
  const key = element.closest<HTMLElement>(".piece")?.dataset["piece"] ?? "";
  const output = key === "code" ? -1 : Number.parseInt(key, 10) + gone(seq);
  return Number.isNaN(output) ? null : { seq, output };
}

export function removeHighlights(): void {
  for (const piece of document.querySelectorAll(`.piece[${MARK}]`)) piece.removeAttribute(MARK);
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}

function rangeIn(line: Element, start: number, end: number): Range | null {
  if (end <= 0) return null;
  const range = document.createRange();
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let at = 0;
  let begun = false;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = node.nodeValue?.length ?? 0;
    if (!begun && at + length > start) {
      range.setStart(node, Math.max(0, start - at));
      begun = true;
    }
    if (begun && at + length >= end) {
      range.setEnd(node, end - at);
      return range;
    }
    at += length;
  }
  return null;
}
