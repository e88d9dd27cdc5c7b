/** A line of printed text with its styles and its links. */
import type { TextLine } from "../../../preload/transcript/transcript";
import { linksOf } from "./line-links";
import { describeTarget, type LinkTarget, targetOfAddress } from "./text-links";

interface LinkedTextProps {
  readonly line: TextLine;
  /** Draws a run of text in a style of the line; plain text has none. */
  readonly styled: (text: string, style: TextStyleOf, key: number) => React.ReactNode;
}

type TextStyleOf = NonNullable<TextLine["runs"]>[number]["style"] | undefined;

/** What is between two places at which a style or a link begins or ends. */
interface Stretch {
  readonly start: number;
  readonly text: string;
  readonly style: TextStyleOf;
  readonly target: LinkTarget | null;
}

export function LinkedText({ line, styled }: LinkedTextProps) {
  const parts: React.ReactNode[] = [];
  const stretches = stretchesOf(line);
  for (let i = 0; i < stretches.length; ) {
    const { start, target } = stretches[i] as Stretch;
    const drawn: React.ReactNode[] = [];
    for (; i < stretches.length && stretches[i]?.target === target; i++) {
      const { text, style, start: at } = stretches[i] as Stretch;
      drawn.push(styled(text, style, at));
    }
    if (!target) parts.push(...drawn);
    else {
      parts.push(
        <a
          key={`link ${start}`}
          role="link"
          tabIndex={0}
          className="text-link"
          title={describeTarget(target)}
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

function stretchesOf(line: TextLine): Stretch[] {
  const { text, runs = [] } = line;
  const links = linksOf(line);
  const edges = new Set([0, text.length]);
  for (const { start, end } of [...runs, ...links]) edges.add(start).add(end);
  const places = [...edges].filter((place) => place <= text.length).toSorted((a, b) => a - b);
  const given = new Map<string, LinkTarget | null>();
  return places.slice(0, -1).map((start, i) => {
    const end = places[i + 1] ?? text.length;
    const style = runs.find((run) => run.start <= start && run.end >= end)?.style;
    const address = style?.link;
    if (address !== undefined && !given.has(address)) given.set(address, targetOfAddress(address));
    const found = links.find((link) => link.start <= start && link.end >= end)?.target ?? null;
    const target = address === undefined ? found : (given.get(address) ?? null);
    return { start, text: text.slice(start, end), style, target };
  });
}
