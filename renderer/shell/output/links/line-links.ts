/**
 * The links of the lines that are drawn: looked for once in each line, and no longer than a picture may take. A line
 * that comes after that is drawn without links, and again a little later with them.
 */
import { useEffect, useReducer } from "react";
import type { TextLine } from "../../../../preload/transcript/transcript";
import { linksIn, type TextLink } from "./text-links";

/** In each period so much time may be spent, in ms: what a picture has, and so seldom that the window stays quick. */
const BUDGET_MS = 40;
const PERIOD_MS = 250;

export interface LineLinks {
  (line: TextLine): readonly TextLink[];
  /** Whether the line was looked at. */
  isKnown(line: TextLine): boolean;
}

/** Answers the links of lines. @param now a clock, in ms */
export function lineLinks(
  find: (text: string) => readonly TextLink[] = linksIn,
  now: () => number = () => performance.now(),
): LineLinks {
  const known = new WeakMap<TextLine, readonly TextLink[]>();
  let since = Number.NEGATIVE_INFINITY;
  let spent = 0;
  const links = (line: TextLine) => {
    const before = known.get(line);
    if (before) return before;
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
  return Object.assign(links, { isKnown: (line: TextLine) => known.has(line) });
}

export const linksOf = lineLinks();

/** Draws a line again that was drawn without its links, until it has them. */
export function useLinksLater(line: TextLine): void {
  const [drawn, drawAgain] = useReducer((times: number) => times + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it may have to wait several times
  useEffect(() => {
    if (linksOf.isKnown(line)) return;
    const timer = setTimeout(drawAgain, PERIOD_MS);
    return () => clearTimeout(timer);
  }, [line, drawn]);
}
