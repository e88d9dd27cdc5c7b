/** A line of printed text with its styles and its links. */
import type { TextLine } from "../../../../preload/transcript/transcript";
import { linksOf } from "./line-links";
import { describeTarget, type LinkTarget, type TextLink, targetOfAddress } from "./text-links";

interface LinkedTextProps {
  readonly line: TextLine;
  /** Where rows after the first begin, in UTF-16 units; none where the page breaks the line. */
  readonly breaks: readonly number[];
  /** Draws a run of text in a style of the line; plain text has none. */
  readonly styled: (text: string, style: TextStyleOf, key: number) => React.ReactNode;
}

type TextStyleOf = NonNullable<TextLine["runs"]>[number]["style"] | undefined;

/** What is between two places at which a style, a link or a row begins or ends. */
interface Stretch {
  readonly start: number;
  readonly text: string;
  readonly style: TextStyleOf;
  readonly target: LinkTarget | null;
}

export function LinkedText({ line, breaks, styled }: LinkedTextProps) {
  const parts: React.ReactNode[] = [];
  const stretches = stretchesOf(line, linksOf(line), breaks);
  const rowStarts = new Set(breaks);
  for (let i = 0; i < stretches.length; ) {
    const { start, target } = stretches[i] as Stretch;
    const drawn: React.ReactNode[] = [];
    const first = i;
    for (; i < stretches.length && stretches[i]?.target === target; i++) {
      const { text, style, start: at } = stretches[i] as Stretch;
      if (rowStarts.has(at)) drawn.push(<br key={`row ${at}`} />);
      drawn.push(styled(text, style, at));
    }
    if (!target) parts.push(...drawn);
    else {
      const run = stretches.slice(first, i);
      // A new row within it is no space in its name.
      const isBroken = run.some(({ start: at }, n) => n > 0 && rowStarts.has(at));
      parts.push(
        <a
          key={`link ${start}`}
          role="link"
          tabIndex={0}
          className="text-link"
          title={describeTarget(target)}
          aria-label={isBroken ? run.map(({ text }) => text).join("") : undefined}
          data-link={JSON.stringify(target)}
        >
          {drawn}
        </a>,
      );
    }
  }
  return parts;
}

/** Whether a line has links or styles at all: most have none. */
export function isPlain(line: TextLine): boolean {
  return !line.runs && linksOf(line).length === 0;
}

/** Runs and links stand in their order, and none lies over another of its kind: each is looked at once. */
export function stretchesOf(
  line: TextLine,
  links: readonly TextLink[],
  breaks: readonly number[] = [],
): Stretch[] {
  const { text, runs = [] } = line;
  const edges = new Set([0, text.length, ...breaks]);
  for (const { start, end } of [...runs, ...links]) edges.add(start).add(end);
  const places = [...edges].filter((place) => place <= text.length).toSorted((a, b) => a - b);
  const given = new Map<string, LinkTarget | null>();
  let run = 0;
  let link = 0;
  return places.slice(0, -1).map((start, i) => {
    const end = places[i + 1] ?? text.length;
    while ((runs[run]?.end ?? text.length) <= start) run += 1;
    while ((links[link]?.end ?? text.length) <= start) link += 1;
    const style = (runs[run]?.start ?? text.length) <= start ? runs[run]?.style : undefined;
    const address = style?.link;
    if (address !== undefined && !given.has(address)) given.set(address, targetOfAddress(address));
    const found = (links[link]?.start ?? text.length) <= start ? (links[link]?.target ?? null) : null;
    const target = address === undefined ? found : (given.get(address) ?? null);
    return { start, text: text.slice(start, end), style, target };
  });
}
