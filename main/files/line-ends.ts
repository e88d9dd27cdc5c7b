/** Line ends of text files: the window knows only "\n", the file keeps what each of its lines had. */
import { diffArrays } from "diff";
import type { FileContent } from "../../preload/contract/files";

type Eol = FileContent["eol"];

/** Looking for lines that stayed ends after so long, in ms; then those at the start and at the end are kept. */
const COMPARE_MS = 500;

const LINE_END = /\r\n|\n|\r/g;

/** The line end that most lines of a text have ("\n" where there is none), and whether some have another one. */
export function lineEndsOf(text: string): { eol: Eol; mixed: boolean } {
  let crlf = 0;
  let lf = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    if (text.charCodeAt(at - 1) === 13) crlf++;
    else lf++;
  }
  let cr = -crlf;
  for (let at = text.indexOf("\r"); at >= 0; at = text.indexOf("\r", at + 1)) cr++;
  return { eol: crlf > lf ? "\r\n" : "\n", mixed: cr > 0 || (crlf > 0 && lf > 0) };
}

/** The text with all its line ends made `eol`. */
export function withLineEnds(text: string, eol: Eol): string {
  if (eol === "\n" && !text.includes("\r")) return text;
  return text.replace(LINE_END, eol);
}

/**
 * A text as it is to be written over `old`: lines that were there keep the ends that they had, others get `eol`.
 * @param text with "\n" at its line ends
 */
export function withEndsOf(old: string, text: string, eol: Eol): string {
  const before = old.split(LINE_END);
  const ends = old.match(LINE_END) ?? [];
  const after = text.split("\n");
  const kept: (string | undefined)[] = new Array(after.length - 1).fill(undefined);
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    kept[start] = ends[start];
    start++;
  }
  let endBefore = before.length;
  let endAfter = after.length;
  while (endBefore > start && endAfter > start && before[endBefore - 1] === after[endAfter - 1]) {
    kept[--endAfter] = ends[--endBefore];
  }
  const changes = diffArrays(before.slice(start, endBefore), after.slice(start, endAfter), {
    timeout: COMPARE_MS,
  });
  let [from, to] = [start, start];
  for (const { added, removed, count } of changes ?? []) {
    if (!added && !removed) for (let i = 0; i < count; i++) kept[to + i] = ends[from + i];
    if (!added) from += count;
    if (!removed) to += count;
  }
  let made = "";
  after.forEach((line, at) => {
    made += line;
    // The last line has none.
    if (at === after.length - 1) return;
    const end = kept[at] ?? eol;
    // A lone "\r" before a lone "\n" would be one line end.
    const merges =
      end === "\r" && after[at + 1] === "" && at + 2 < after.length && (kept[at + 1] ?? eol) === "\n";
    made += merges ? eol : end;
  });
  return made;
}
