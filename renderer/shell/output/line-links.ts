/**
 * The links of the lines that are drawn: looked for once in each line, and no longer than a picture may take. A line
 * that comes after that is drawn without links; it gets them when it is drawn the next time.
 */
import type { TextLine } from "../../../preload/transcript/transcript";
import { linksIn, type TextLink } from "./text-links";

/** In each period so much time may be spent, in ms: what a picture has, and so seldom that the window stays quick. */
const BUDGET_MS = 40;
const PERIOD_MS = 250;

/** Answers the links of lines. @param now a clock, in ms */
export function lineLinks(
  find: (text: string) => readonly TextLink[] = linksIn,
  now: () => number = () => performance.now(),
): (line: TextLine) => readonly TextLink[] {
  const known = new WeakMap<TextLine, readonly TextLink[]>();
  let since = Number.NEGATIVE_INFINITY;
  let spent = 0;
  return (line) => {
    const links = known.get(line);
    if (links) return links;
    const begun = now();
    if (begun - since >= PERIOD_MS) {
      since = begun;
      spent = 0;
    }
    if (spent >= BUDGET_MS) return [];
    const found = find(line.text);
    spent += now() - begun;
    known.set(line, found);
    return found;
  };
}

export const linksOf = lineLinks();
