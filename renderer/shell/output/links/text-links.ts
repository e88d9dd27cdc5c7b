/** Links in a line of printed text: addresses, files with a line, and the frames of tracebacks. */
import { t } from "../../../../preload/texts/texts";
import { frameIn, type PrintedPlace, placesIn } from "./printed-places";

export type LinkTarget =
  | { readonly kind: "url"; readonly url: string }
  /** A file as it was printed: absolute, "~/…", or relative to where the kernel works. */
  | { readonly kind: "file"; readonly path: string; readonly line: number | null }
  /** A line (from 1) of the code that was run as In [count]. */
  | { readonly kind: "cell"; readonly count: number; readonly line: number };

/** From column `start` to before `end`, in UTF-16 units. */
export interface TextLink {
  readonly start: number;
  readonly end: number;
  readonly target: LinkTarget;
}

/** Longer lines have none: they are data. */
const LONGEST_LINE = 2_000;

const file = (path = "", line?: string): LinkTarget => ({
  kind: "file",
  path,
  line: line === undefined ? null : Number(line),
});

/** The group "link" is what is linked. The first rule that fits a stretch of text has it. */
const pattern =
  (rule: RegExp, target: (groups: Groups) => LinkTarget): Rule =>
  (text) =>
    [...text.matchAll(rule)].map(({ index, 0: whole, groups = {} }) => {
      const { link = "" } = groups;
      const start = index + whole.indexOf(link);
      return { start, end: start + link.length, target: target(groups) };
    });

const place = ({ start, end, path, line }: PrintedPlace): TextLink => ({
  start,
  end,
  target: { kind: "file", path, line },
});

/** Each takes time in proportion to the text, whatever stands in it. */
const RULES: readonly Rule[] = [
  pattern(/(?<link>https?:\/\/[^\s<>"'`\p{C}]*[^\s<>"'`\p{C}.,;:!?)\]}])/gu, ({ link = "" }) => ({
    kind: "url",
    url: link,
  })),
  // IPython: "Cell In[4], line 3", "Input In [4], in <cell line: 3>()".
  pattern(/(?<link>Cell In ?\[(?<count>\d+)\], line (?<line>\d+))/g, ({ count, line }) => ({
    kind: "cell",
    count: Number(count),
    line: Number(line),
  })),
  pattern(/(?<link>Input In ?\[(?<count>\d+)\]), in <cell line: (?<line>\d+)>/g, ({ count, line }) => ({
    kind: "cell",
    count: Number(count),
    line: Number(line),
  })),
  // Python: File "/x/y.py", line 12; IPython: File ~/x/y.py:12, in f(x).
  pattern(/File (?<link>"(?<path>[^"\p{C}<>]+)", line (?<line>\d+))/gu, ({ path, line }) => file(path, line)),
  pattern(/^File (?<link>(?<path>[^"\p{C}<>]+?):(?<line>\d+))(?=$|[\s,])/gu, ({ path, line }) =>
    file(path, line),
  ),
  (text) => {
    const frame = frameIn(text);
    return frame ? [place(frame)] : [];
  },
  (text) => placesIn(text).map(place),
];

type Rule = (text: string) => readonly TextLink[];
type Groups = Readonly<Record<string, string | undefined>>;

/** The links in a line, from left to right; none lies in another. */
export function linksIn(text: string): readonly TextLink[] {
  if (text.length > LONGEST_LINE || !/[/:["]/.test(text)) return [];
  const taken = new Uint8Array(text.length);
  const links: TextLink[] = [];
  for (const rule of RULES) {
    for (const link of rule(text)) {
      if (taken.subarray(link.start, link.end).includes(1)) continue;
      taken.fill(1, link.start, link.end);
      links.push(link);
    }
  }
  return links.toSorted((a, b) => a.start - b.start);
}

/** What an address that a program gave to text leads to (OSC 8); null for what is not followed. */
export function targetOfAddress(address: string): LinkTarget | null {
  if (/^(?:https?|mailto):/i.test(address)) return { kind: "url", url: address };
  try {
    const { protocol, host, pathname } = new URL(address);
    if (protocol !== "file:") return null;
    // Another machine's file cannot be opened; most programs name this one.
    if (host.includes(".")) return null;
    return file(decodeURIComponent(pathname).replace(/^\/([A-Za-z]:)/, "$1"));
  } catch {
    return null;
  }
}

/** The file that a link in a page leads to (IPython's FileLink), as a path; null for any other address. */
export function fileOfLink(href: string): string | null {
  try {
    if (/^file:/i.test(href)) {
      const target = targetOfAddress(href);
      return target?.kind === "file" ? target.path : null;
    }
    const isPath = !/^(?:[a-z][\w+.-]+:|[\\/]{2})/i.test(href);
    return isPath ? decodeURIComponent(href.replace(/[?#].*$/s, "")) || null : null;
  } catch {
    return null;
  }
}

/** What is said of a link where the pointer rests on it: where it leads, not what it calls itself. */
export function describeTarget(target: LinkTarget): string {
  const visible = (text: string) =>
    text.replace(/\p{C}/gu, (one) => `\\u{${one.codePointAt(0)?.toString(16)}}`);
  switch (target.kind) {
    case "url":
      return visible(target.url);
    case "file":
      return target.line === null
        ? visible(target.path)
        : t("{file}, line {line}", { file: visible(target.path), line: String(target.line) });
    case "cell":
      return t("In [{number}], line {line}", { number: String(target.count), line: String(target.line) });
  }
}
