/** A list of lines in a notebook's JSON with other lines in it: those that are the same keep their bytes. */
import type { Node } from "jsonc-parser";
import { type JsonStyle, writeJson } from "./notebook-style";

/** What of a text is replaced: UTF-16 units from `at`, and what comes there. */
export interface LinesEdit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/**
 * @param list the array in the text
 * @returns null where it has to be written as a whole: it is empty, is to be, or holds something else than strings
 */
export function editedLines(
  text: string,
  list: Node,
  lines: readonly string[],
  style: JsonStyle,
): LinesEdit | null {
  const old = list.children ?? [];
  const [first, second] = old;
  if (!first || lines.length === 0 || old.some(({ type }) => type !== "string")) return null;
  let start = 0;
  while (start < old.length && start < lines.length && old[start]?.value === lines[start]) start++;
  let same = 0;
  while (
    same < Math.min(old.length, lines.length) - start &&
    old[old.length - 1 - same]?.value === lines[lines.length - 1 - same]
  )
    same++;
  // Between two lines stands what stands between the first two; with one alone, what stands before it.
  const before = text.slice(list.offset + 1, first.offset);
  const between = second
    ? text.slice(first.offset + first.length, second.offset)
    : before === ""
      ? style.comma
      : `,${before}`;
  const written = lines.slice(start, lines.length - same).map((line) => writeJson(line, style, 0));
  const gone = old.slice(start, old.length - same);
  const [from, to] = [gone[0], gone.at(-1)];
  if (from && to) {
    const end = to.offset + to.length;
    if (written.length > 0)
      return { at: from.offset, length: end - from.offset, text: written.join(between) };
    // With the lines goes what parted them from their neighbours.
    const next = old[old.length - same];
    if (next) return { at: from.offset, length: next.offset - from.offset, text: "" };
    const last = old[start - 1] as Node;
    return { at: last.offset + last.length, length: end - last.offset - last.length, text: "" };
  }
  if (start > 0) {
    const last = old[start - 1] as Node;
    const put = written.map((line) => between + line).join("");
    return { at: last.offset + last.length, length: 0, text: put };
  }
  return { at: first.offset, length: 0, text: written.map((line) => line + between).join("") };
}
