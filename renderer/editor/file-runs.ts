/** How cells ran that were no run of their own: with the whole file, or in a selection that holds them. */
import type { Block } from "../../preload/transcript/transcript";
import { type Cell, findCells } from "../code/cells";
import { CodeText } from "../code/code-text";

/** The cells of the code of one block, by its lines alone: where a string looks like a mark, one too many. */
export interface RanCells {
  readonly text: CodeText;
  readonly cells: readonly Cell[];
}

/** @param comment how the language begins a comment; null where it has none, and so no cells */
export function ranCellsOf(block: Block, comment: string | null): RanCells {
  const text = new CodeText(block.code);
  return { text, cells: findCells({ text, comment, syntax: null }) };
}

/** Of a cell that ran with others. */
export interface RanWith {
  /** The code that ran is the cell's as it is now. */
  readonly same: boolean;
  /** "failed": the error came from its lines, or nobody knows from which. */
  readonly end: "queued" | "running" | "ok" | "failed";
}

/** Errors of code that never began. */
const NOT_BEGUN = new Set(["SyntaxError", "IndentationError", "TabError"]);

/**
 * How a cell ran within a block; undefined where it did not, as after the line of an error.
 * @param text the cell's as it is now
 */
export function ranWith(block: Block, { text: code, cells }: RanCells, cell: Cell, text: string) {
  const marks = cells.filter(({ hasTitle }) => hasTitle);
  const isSame = (one: Cell) => {
    const start = code.start(one.from);
    const end = start + text.length;
    return (
      code.text.startsWith(text, start) &&
      (end === code.text.length || marks.some(({ from }) => code.start(from) === end + 1))
    );
  };
  const titled = marks.filter(({ title }) => title === cell.title);
  const equal = titled.find(isSame);
  const one = equal ?? (isSelection(block) ? undefined : placeOf(titled, cell));
  const end = one && endOf(block, code.lineCount, one, marks[marks.indexOf(one) + 1]);
  return end && ({ same: equal !== undefined, end } satisfies RanWith);
}

/** Of part of a cell nothing can be said of the whole of it. */
const isSelection = ({ origin }: Block) => origin?.title !== undefined;

/** A title that is there once is that cell's wherever it stood, else the line tells. */
function placeOf(titled: readonly Cell[], cell: Cell): Cell | undefined {
  return titled.length === 1 && cell.title !== "" ? titled[0] : titled.find(({ from }) => from === cell.from);
}

function endOf(block: Block, lines: number, one: Cell, next: Cell | undefined): RanWith["end"] | undefined {
  if (block.state === "queued" || block.state === "running" || block.state === "ok") return block.state;
  if (block.started === undefined) return undefined;
  const error = block.outputs.findLast((output) => output.kind === "error");
  const line = error && errorLine(block, error.traceback);
  if (line === undefined || line < 1 || line > lines) return "failed";
  if (one.from <= line && line < (next?.from ?? lines + 1)) return "failed";
  return one.from < line && !NOT_BEGUN.has(error?.name ?? "") ? "ok" : undefined;
}

/** So many lines of a traceback are looked at: the frame of the code itself comes first. */
const MOST_LINES = 200;
const LINE = /(?:, line |:)(\d{1,9})(?=$|[\s,])/;

/** The line of the code, from 1, that the outermost frame within it names. */
function errorLine({ origin }: Block, traceback: readonly { readonly text: string }[]): number | undefined {
  for (const { text } of traceback.slice(0, MOST_LINES)) {
    const begin = text.trimStart();
    const file = origin && begin.startsWith("File ") ? begin.indexOf(origin.file) : -1;
    if (file >= 0 && origin) {
      const line = LINE.exec(begin.slice(file + origin.file.length, file + origin.file.length + 40));
      if (line) return Number(line[1]) - origin.lines[0] + 1;
    }
    if (/^(?:Cell|Input) In ?\[/.test(begin)) {
      const line = LINE.exec(begin.slice(0, 60));
      if (line) return Number(line[1]);
    }
  }
  return undefined;
}
