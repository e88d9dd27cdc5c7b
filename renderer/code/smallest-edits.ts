/** What has to change in a text so that it becomes another one, and as little as can be: what stays keeps its marks. */
import { changedLines } from "./changed-lines";

/** A piece of the old text, by lines and columns from 1, and what comes in its place. */
export interface TextEdit {
  readonly range: {
    readonly startLineNumber: number;
    readonly startColumn: number;
    readonly endLineNumber: number;
    readonly endColumn: number;
  };
  readonly text: string;
}

/**
 * The edits that make `after` of `before`, from top to bottom, none touching another.
 * @param before lines without their ends
 */
export function smallestEdits(before: readonly string[], after: readonly string[]): TextEdit[] {
  return changedLines(before, after).map(({ from, to, oldFrom, oldTo }) =>
    editOf(before, oldFrom - 1, oldTo - oldFrom + 1, after.slice(from - 1, to)),
  );
}

/** Replaces `removed` lines from index `line` by others; of a pair of lines only what differs. */
function editOf(
  before: readonly string[],
  line: number,
  removed: number,
  added: readonly string[],
): TextEdit {
  if (removed === 0) {
    // New lines stand before the line at `line`, or behind the last one.
    if (line < before.length) return insertion(line + 1, 1, added.map((each) => `${each}\n`).join(""));
    const last = before[line - 1] ?? "";
    return insertion(line, last.length + 1, added.map((each) => `\n${each}`).join(""));
  }
  const old = before.slice(line, line + removed).join("\n");
  if (added.length === 0) {
    if (line + removed < before.length) return edit(line + 1, 1, line + removed + 1, 1, "");
    const above = before[line - 1];
    const end = (before[line + removed - 1] ?? "").length + 1;
    return above === undefined
      ? edit(1, 1, line + removed, end, "")
      : edit(line, above.length + 1, line + removed, end, "");
  }
  const next = added.join("\n");
  let head = 0;
  const most = Math.min(old.length, next.length);
  while (head < most && old.charCodeAt(head) === next.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < most - head &&
    old.charCodeAt(old.length - 1 - tail) === next.charCodeAt(next.length - 1 - tail)
  )
    tail++;
  const startAt = placeIn(old, head, line);
  const endAt = placeIn(old, old.length - tail, line);
  return edit(...startAt, ...endAt, next.slice(head, next.length - tail));
}

/** Line and column, from 1, of an offset into lines that begin at index `line`. */
function placeIn(text: string, offset: number, line: number): [number, number] {
  let lines = 0;
  let begin = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    lines++;
    begin = at + 1;
  }
  return [line + lines + 1, offset - begin + 1];
}

function edit(
  startLineNumber: number,
  startColumn: number,
  endLineNumber: number,
  endColumn: number,
  text: string,
): TextEdit {
  return { range: { startLineNumber, startColumn, endLineNumber, endColumn }, text };
}

const insertion = (line: number, column: number, text: string) => edit(line, column, line, column, text);
