/** Where a debugger is, by what it has printed: pdb and ipdb name the frame whenever they stop or move. */
import { printedLines } from "../../../preload/transcript/terminal";
import type { Output } from "../../../preload/transcript/transcript";
import { isDebuggerPrompt } from "../blocks/debugger-prompt";

export interface DebuggerFrame {
  /** A file, or what Python calls code that is in none: "<stdin>". */
  readonly file: string;
  readonly line: number;
  /** "load", "<module>". */
  readonly name: string;
}

/** "> /lab/exp.py(12)load()->None" (pdb.Pdb.print_stack_entry, bdb.Bdb.format_stack_entry). */
const FRAME = /^> (?<file>\S.*?)\((?<line>\d+)\)(?<name>[^\s()]+)\(/;
/** So many lines before the prompt are looked at: a listing of the stack is long. */
const LINES_LOOKED_AT = 500;

/** The frame that a question of a debugger is asked in; null when it is none, or does not say. */
export function debuggerFrame(
  outputs: readonly Output[],
  question: Extract<Output, { kind: "input" }>,
): DebuggerFrame | null {
  if (!isDebuggerPrompt(question.prompt)) return null;
  let left = LINES_LOOKED_AT;
  for (let i = outputs.indexOf(question) - 1; i >= 0 && left > 0; i--) {
    const output = outputs[i];
    if (output?.kind !== "stream") continue;
    const { lines, from = 0 } = output;
    for (let at = printedLines(lines) - 1; at >= from && left > 0; at--, left--) {
      const { file, line, name } = FRAME.exec(lines[at]?.text ?? "")?.groups ?? {};
      if (file !== undefined && name !== undefined) return { file, line: Number(line), name };
    }
  }
  return null;
}
