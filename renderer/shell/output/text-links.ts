/** Links in a line of printed text: addresses, files with a line, and the frames of tracebacks. */
import { t } from "../../../preload/texts/texts";

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
const RULES: readonly (readonly [pattern: RegExp, target: (groups: Groups) => LinkTarget])[] = [
  [
    /(?<link>https?:\/\/[^\s<>"'`\p{C}]*[^\s<>"'`\p{C}.,;:!?)\]}])/gu,
    ({ link = "" }) => ({ kind: "url", url: link }),
  ],
  // IPython: "Cell In[4], line 3", "Input In [4], in <cell line: 3>()".
  [
    /(?<link>Cell In ?\[(?<count>\d+)\], line (?<line>\d+))/g,
    ({ count, line }) => ({ kind: "cell", count: Number(count), line: Number(line) }),
  ],
  [
    /(?<link>Input In ?\[(?<count>\d+)\]), in <cell line: (?<line>\d+)>/g,
    ({ count, line }) => ({ kind: "cell", count: Number(count), line: Number(line) }),
  ],
  // Python: File "/x/y.py", line 12; IPython: File ~/x/y.py:12, in f(x).
  [/File (?<link>"(?<path>[^"\p{C}<>]+)", line (?<line>\d+))/gu, ({ path, line }) => file(path, line)],
  [/^File (?<link>(?<path>[^"\p{C}<>]+?):(?<line>\d+))(?=$|[\s,])/gu, ({ path, line }) => file(path, line)],
  // JavaScript: "at f (/x/y.js:12:5)", "at file:///x/y.js:12:5".
  [
    /\bat (?:.*? \()?(?<link>(?:file:\/\/)?(?<path>(?:\/|[A-Za-z]:[\\/])[^\p{C}():]+):(?<line>\d+):\d+)\)?$/gu,
    ({ path, line }) => file(path, line),
  ],
  // As compilers, pytest and ruff write it: x/y.py:12.
  [
    /(?<![\w/.~-])(?<link>(?<path>(?:~?\/|\.{1,2}\/|[A-Za-z]:[\\/])?[\w.+-]+(?:[\\/][\w.+ -]*[\w+-][\w.+-]*)*\.[A-Za-z]\w{0,5}):(?<line>\d+))(?![\w.])/g,
    ({ path, line }) => file(path, line),
  ],
];

type Groups = Readonly<Record<string, string | undefined>>;

/** The links in a line, from left to right; none lies in another. */
export function linksIn(text: string): readonly TextLink[] {
  if (text.length > LONGEST_LINE || !/[/:[]/.test(text)) return [];
  const links: TextLink[] = [];
  for (const [pattern, target] of RULES) {
    for (const found of text.matchAll(pattern)) {
      const { groups = {} } = found;
      const { link = "" } = groups;
      const start = found.index + found[0].indexOf(link);
      const end = start + link.length;
      if (links.every((other) => end <= other.start || start >= other.end))
        links.push({ start, end, target: target(groups) });
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
