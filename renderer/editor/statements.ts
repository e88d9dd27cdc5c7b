/**
 * The statement at a line: what "run selection or statement" sends when nothing is selected. Found by indentation and
 * brackets, without a parser, so that it works in a file that does not parse yet.
 */

export interface LineRange {
  /** Lines from 1, both ends included. */
  readonly from: number;
  readonly to: number;
}

interface LineFacts {
  readonly blank: boolean;
  readonly comment: boolean;
  readonly indent: number;
  /** The line goes on in an open bracket, a string of several lines or after a backslash from the line before. */
  readonly continues: boolean;
}

/** Walks over Python text once and says of each line how it stands to the one before. */
function readPython(lines: readonly string[]): LineFacts[] {
  let depth = 0;
  let quote: string | null = null;
  let backslash = false;
  return lines.map((line) => {
    const continues = depth > 0 || quote !== null || backslash;
    const trimmed = line.trim();
    const facts = {
      blank: trimmed === "" && !continues,
      comment: trimmed.startsWith("#") && !continues,
      indent: line.length - line.trimStart().length,
      continues,
    };
    backslash = false;
    for (let at = 0; at < line.length; at++) {
      const rest = line.slice(at);
      if (quote !== null) {
        if (rest[0] === "\\") at++;
        else if (rest.startsWith(quote)) {
          at += quote.length - 1;
          quote = null;
        }
        continue;
      }
      if (rest[0] === "#") break;
      const opening = /^(?:"""|'''|"|')/.exec(rest)?.[0];
      if (opening) {
        quote = opening;
        at += opening.length - 1;
      } else if ("([{".includes(rest[0] ?? " ")) depth++;
      else if (")]}".includes(rest[0] ?? " ")) depth = Math.max(0, depth - 1);
      else if (rest === "\\") backslash = true;
    }
    // A string with one quote ends with its line, whether it was closed or not (unless a backslash carries it on).
    if (quote !== null && quote.length === 1 && !line.endsWith("\\")) quote = null;
    return facts;
  });
}

/** Lines that belong to the compound statement begun before them, at the same indentation. */
const CLAUSE = /^\s*(?:else|elif|except|finally|case)\b/;

/**
 * The statement of a Python text that holds a line: a whole compound statement when the line is its head or one of
 * its own clauses, otherwise the simple statement, with the lines it goes on over.
 * @returns null where there is no statement at or after the line
 */
export function pythonStatementAt(lines: readonly string[], line: number): LineRange | null {
  const facts = readPython(lines);
  const isEmpty = (at: number) => (facts[at]?.blank ?? true) || (facts[at]?.comment ?? true);
  let start = line - 1;
  while (start < lines.length && isEmpty(start)) start++;
  if (start >= lines.length) return null;
  while (start > 0 && facts[start]?.continues) start--;

  const indent = () => facts[start]?.indent ?? 0;
  // A clause is sent with its statement, a decorated function with its decorators.
  const previous = () => {
    let at = start - 1;
    while (at >= 0 && (isEmpty(at) || facts[at]?.continues || (facts[at]?.indent ?? 0) > indent())) at--;
    return at >= 0 && facts[at]?.indent === indent() ? at : -1;
  };
  for (let at = previous(); at >= 0; at = previous()) {
    if (!CLAUSE.test(lines[start] ?? "") && !/^\s*@/.test(lines[at] ?? "")) break;
    start = at;
  }

  let end = start;
  let decorated = /^\s*@/.test(lines[start] ?? "");
  for (let at = start + 1; at < lines.length; at++) {
    const fact = facts[at];
    if (!fact) break;
    if (fact.continues) end = at;
    else if (isEmpty(at)) continue;
    else if (fact.indent > indent()) end = at;
    else if (fact.indent === indent() && (decorated || CLAUSE.test(lines[at] ?? ""))) {
      end = at;
      decorated = /^\s*@/.test(lines[at] ?? "");
    } else break;
  }
  return { from: start + 1, to: end + 1 };
}

/** The statement in a language that is not known well: the line itself, or the next one that is not blank. */
export function lineStatementAt(lines: readonly string[], line: number): LineRange | null {
  const at = lines.findIndex((text, index) => index >= line - 1 && text.trim() !== "");
  return at < 0 ? null : { from: at + 1, to: at + 1 };
}

/** Takes away the indentation that all lines share, so that lines from inside a function run by themselves. */
export function dedent(code: string): string {
  const lines = code.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0] ?? "");
  let shared = indents[0] ?? "";
  for (const indent of indents) {
    while (!indent.startsWith(shared)) shared = shared.slice(0, -1);
  }
  return shared === ""
    ? code
    : lines
        .map((line) => (line.startsWith(shared) ? line.slice(shared.length) : line.trimStart()))
        .join("\n");
}
