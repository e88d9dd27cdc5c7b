/** Where code goes that is put into a text: on a line of its own, or behind what waits for an expression. */

/** What a line ends with that an expression is to follow. */
const WAITS = /(?:[=([{,]|\breturn)$/;

/** The line that the cursor stands on, and what is around it. */
export interface CursorLine {
  readonly text: string;
  /** Of the cursor, from 1. */
  readonly column: number;
  /** The line's cell is no code: a cell of code is begun below it. */
  readonly newCell: string | null;
}

export interface OwnLine {
  /** Goes to the end of the line (of the cell, where a new one is begun), or in the place of the whole line. */
  readonly at: "end" | "line";
  readonly text: string;
  /** Lines from the cursor's to the first one of the code. */
  readonly down: number;
}

/** @param isExpression whether it can follow a "name = " that stands before the cursor */
export function onOwnLine(cursor: CursorLine, code: string, isExpression: boolean): OwnLine {
  const { text, column, newCell } = cursor;
  const lines = code.trimEnd().split("\n");
  if (newCell !== null) return { at: "end", text: `\n${[newCell, ...lines].join("\n")}\n`, down: 2 };
  const before = text.slice(0, column - 1).trimEnd();
  const isAtEnd = text.slice(column - 1).trim() === "";
  if (isExpression && isAtEnd && WAITS.test(before))
    return { at: "end", text: `${/\s$/.test(text) ? "" : " "}${code.trimEnd()}`, down: 0 };
  const indent = /^[ \t]*/.exec(text)?.[0] ?? "";
  const indented = lines.map((line) => (line === "" ? "" : indent + line)).join("\n");
  const isBlank = text.trim() === "";
  return isBlank ? { at: "line", text: indented, down: 0 } : { at: "end", text: `\n${indented}`, down: 1 };
}
