/** Marks what was found in the lines that are on the page, without changing them (CSS Custom Highlight API). */
import type { HitList } from "./hit-list";

const ALL = "shell-found";
const CURRENT = "shell-found-now";

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
    const piece = line.closest<HTMLElement>(".piece");
    const seq = Number(line.closest<HTMLElement>(".block")?.dataset["seq"]);
    const key = piece?.dataset["piece"] ?? "";
    const output = key === "code" ? -1 : Number.parseInt(key, 10) + gone(seq);
    if (Number.isNaN(output)) continue;
    // Of a line that is pages long only a part is drawn.
    const shift = Number(line.dataset["from"] ?? 0);
    for (const { number, start, end } of hits.inLine({ seq, output, line: Number(line.dataset["line"]) })) {
      const range = rangeIn(line, start - shift, end - shift);
      if (range) (number === current ? now : all).push(range);
    }
  }
  CSS.highlights.set(ALL, new Highlight(...all));
  CSS.highlights.set(CURRENT, new Highlight(...now));
}

export function removeHighlights(): void {
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
