/** Edits of one line of styled text. All return a new line. Columns count UTF-16 units. */
import type { StyledRun, TextLine, TextStyle } from "./transcript";

/** A line without text. */
export const EMPTY_LINE: TextLine = { text: "" };

/** A line of more changes of style than this keeps the first: it is data, and each further one would cost them all. */
const MOST_RUNS = 2000;

/**
 * Writes `text` over what stands from `column` on; a column past the end is reached with spaces.
 * @param own whether nobody else has seen the line's runs: then they are added to in place
 */
export function writeAt(
  line: TextLine,
  column: number,
  text: string,
  style: TextStyle | undefined,
  own = false,
): TextLine {
  const end = column + text.length;
  if (column === line.text.length) return append(line, text, style && { start: column, end, style }, own);
  const before = column > line.text.length ? line.text.padEnd(column) : line.text.slice(0, column);
  const after = line.text.slice(end);
  if (!line.runs && !style) return { text: before + text + after };
  const runs = [...clip(line.runs, 0, column)];
  if (style) pushRun(runs, { start: column, end, style });
  for (const run of clip(line.runs, end, Number.POSITIVE_INFINITY)) pushRun(runs, run);
  return make(before + text + after, runs);
}

/** What most printing is. @param run the style of what is added */
function append(line: TextLine, text: string, run: StyledRun | undefined, own: boolean): TextLine {
  const whole = line.text + text;
  if (!run || (line.runs && line.runs.length >= MOST_RUNS))
    return line.runs ? { text: whole, runs: line.runs } : { text: whole };
  const runs = own ? (line.runs as StyledRun[]) : (line.runs?.slice() ?? []);
  pushRun(runs, run);
  return { text: whole, runs };
}

/** The line without its columns from `start` to before `end`: blank there, or shorter when they are its last. */
export function erase(line: TextLine, start: number, end: number): TextLine {
  if (start >= line.text.length) return line;
  if (end >= line.text.length) return make(line.text.slice(0, start), clip(line.runs, 0, start));
  const text = line.text.slice(0, start) + " ".repeat(end - start) + line.text.slice(end);
  return make(text, [...clip(line.runs, 0, start), ...clip(line.runs, end, Number.POSITIVE_INFINITY)]);
}

function make(text: string, runs: readonly StyledRun[]): TextLine {
  return runs.length > 0 ? { text, runs } : { text };
}

function clip(runs: readonly StyledRun[] | undefined, start: number, end: number): StyledRun[] {
  const kept: StyledRun[] = [];
  for (const run of runs ?? []) {
    const from = Math.max(run.start, start);
    const to = Math.min(run.end, end);
    if (from < to)
      kept.push(from === run.start && to === run.end ? run : { start: from, end: to, style: run.style });
  }
  return kept;
}

/** Adds a run; what continues the last one in the same style becomes part of it. */
function pushRun(runs: StyledRun[], run: StyledRun): void {
  const last = runs.at(-1);
  if (last && last.end === run.start && sameStyle(last.style, run.style)) {
    runs[runs.length - 1] = { start: last.start, end: run.end, style: last.style };
  } else runs.push(run);
}

function sameStyle(one: TextStyle, other: TextStyle): boolean {
  if (one === other) return true;
  const keys = Object.keys(one) as (keyof TextStyle)[];
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
