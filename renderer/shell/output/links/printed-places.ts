/**
 * Places in files as tools print them. All are found from their ends, the digits after a colon, and read backwards to
 * what cannot belong to a path: each character is looked at a fixed number of times, however many folders there are.
 */

/** From column `start` to before `end`, in UTF-16 units; `line` counts from 1. */
export interface PrintedPlace {
  readonly start: number;
  readonly end: number;
  readonly path: string;
  readonly line: number;
}

/** What a path is made of; a colon ends it, so no two places share what is read. */
const IN_PATH = /[\w.+ \\/-]/;
/** Before these no path begins: it began earlier. */
const GOES_ON = /[\w/.~-]/;
const EXTENSION = /\.[A-Za-z]\w{0,5}$/;
const NAME = /^[\w.+-]+$/;

/** As compilers, pytest and ruff write it: x/y.py:12. From left to right. */
export function placesIn(text: string): readonly PrintedPlace[] {
  const places: PrintedPlace[] = [];
  for (const found of text.matchAll(/:(\d+)(?![\w.])/g)) {
    const start = pathBefore(text, found.index);
    if (start === undefined) continue;
    const end = found.index + found[0].length;
    places.push({ start, end, path: text.slice(start, found.index), line: Number(found[1]) });
  }
  return places;
}

/** Where the path begins that ends before `end`; the leftmost place where it may. */
function pathBefore(text: string, end: number): number | undefined {
  let begin = end;
  while (begin > 0 && IN_PATH.test(text.charAt(begin - 1))) begin -= 1;
  const parts = text.slice(begin, end).split(/[\\/]/);
  const extension = EXTENSION.exec(parts.at(-1) ?? "");
  if (!extension) return undefined;
  parts[parts.length - 1] = parts.at(-1)?.slice(0, extension.index) ?? "";

  let best: number | undefined;
  let partEnd = end - extension[0].length;
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] ?? "";
    const partStart = partEnd - part.length;
    // A folder's name may have spaces in it, the first of a path none: there it is the words of a sentence.
    const spaces = part.lastIndexOf(" ") + 1;
    const word = part.slice(spaces);
    if (spaces > 0) {
      if (word !== "") best = partStart + spaces;
    } else if (i === 0) {
      if (word !== "" && !GOES_ON.test(text.charAt(begin - 1))) best = begin;
    } else if (NAME.test(part)) {
      const root = rootBefore(text, partStart - 1, parts[i - 1] ?? "");
      if (root !== undefined) best = root;
    }
    if (!/[\w+-]/.test(word)) break;
    partEnd = partStart - 1;
  }
  return best;
}

/** Where a path from a root begins whose first separator stands there: "/", "~/", "C:\". @param part what is before it */
function rootBefore(text: string, separator: number, part: string): number | undefined {
  if (part.endsWith(" ")) return text[separator] === "/" ? separator : undefined;
  if (part !== "") return undefined;
  const starts = (at: number) => (GOES_ON.test(text.charAt(at - 1)) ? undefined : at);
  if (text[separator - 1] === ":" && /[A-Za-z]/.test(text.charAt(separator - 2)))
    return starts(separator - 2);
  if (text[separator] !== "/") return undefined;
  return starts(text[separator - 1] === "~" ? separator - 1 : separator);
}

/** What stands before a file in a frame of JavaScript, "at f (" or "at ", and how its address or drive begins. */
const BEFORE_FRAME = /(?<by> \(|\bat (?:async )?)(?<scheme>file:|[A-Za-z]:)?$/;
const LONGEST_BEFORE_FRAME = 16;
const FROM_ROOT = /^(?:\/|[A-Za-z]:[\\/])[^]/;

/** A frame of JavaScript at the end of a line: "at f (/x/y.js:12:5)", "at file:///x/y.js:12:5". */
export function frameIn(text: string): PrintedPlace | null {
  const place = /:(\d+):\d+\)?$/.exec(text);
  if (!place) return null;
  const head = text.slice(0, place.index);
  let begin = 0;
  for (const { index, 0: one } of head.matchAll(/[\p{C}():]/gu)) begin = index + one.length;
  const end = text.endsWith(")") ? text.length - 1 : text.length;
  const line = Number(place[1]);

  const before = head.slice(Math.max(0, begin - LONGEST_BEFORE_FRAME), begin);
  const { by, scheme = "" } = BEFORE_FRAME.exec(before)?.groups ?? {};
  if (by !== undefined && (by !== " (" || /\bat /.test(head.slice(0, begin - scheme.length - 1)))) {
    const rest = head.slice(begin);
    const path = scheme === "file:" ? rest.replace(/^\/\//, "") : scheme + rest;
    if (FROM_ROOT.test(path)) return { start: begin - scheme.length, end, path, line };
  }
  const bare = /\bat (?:async )?(?=\/)/.exec(head.slice(begin));
  if (!bare) return null;
  const start = begin + bare.index + bare[0].length;
  const path = head.slice(start);
  return FROM_ROOT.test(path) ? { start, end, path, line } : null;
}
