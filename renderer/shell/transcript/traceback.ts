/** A traceback as a shell frames it: without the rule that IPython draws above it, and fit to the pane. */
import type { Lines, TextLine } from "../../../preload/transcript/transcript";

const HEADING = "Traceback (most recent call last)";

/** Lines of a traceback; those before `from` are not shown. */
export interface TidyTraceback {
  /** As many as there were: each keeps its number. */
  readonly lines: Lines;
  readonly from: number;
}

/** Without a rule of dashes at the start; IPython's heading is as wide as the pane at most. */
export function tidyTraceback(lines: Lines, columns: number): TidyTraceback {
  const from = /^-{20,}$/.test(lines[0]?.text ?? "") ? 1 : 0;
  const heading = lines[from];
  if (!heading?.text.endsWith(HEADING) || heading.text.length <= columns) return { lines, from };
  const before = heading.text.slice(0, -HEADING.length);
  const name = before.trimEnd();
  const gap = before.length - name.length;
  if (name === "" || gap < 2) return { lines, from };
  const room = Math.max(2, columns - name.length - HEADING.length);
  const shorter = Math.max(0, gap - room);
  const narrow = cut(heading, name.length, name.length + shorter);
  return { lines: lines.with(from, narrow), from };
}

/** The line without the columns from `start` to before `end`, which are spaces in no style of their own. */
function cut(line: TextLine, start: number, end: number): TextLine {
  const text = line.text.slice(0, start) + line.text.slice(end);
  if (!line.runs) return { text };
  const moved = (column: number) => (column <= start ? column : Math.max(start, column - (end - start)));
  return { text, runs: line.runs.map((run) => ({ ...run, start: moved(run.start), end: moved(run.end) })) };
}
