/**
 * What a language server is given of a Python file. Cells may hold what only IPython understands: `%magics`, `!commands`,
 * `help?`, and cells in other languages (`%%bash`). Each is replaced by as many characters that mean nothing, so that
 * places stay what they are.
 */
import { isCellMark } from "../cells";

/** A text for a server, as long as the file's own, with the same lines. */
export interface ServedText {
  readonly text: string;
  /** By line (from 1): the column (from 1) from where the line is not what the file has. */
  readonly replaced: ReadonlyMap<number, number>;
}

/** Cell magics whose cells are Python that sees the names of the others. */
const PYTHON_CELLS = new Set(["time", "timeit", "capture", "prun", "debug", "memit", "mprun", "lprun"]);

/** Whether any of these lines may be one that only IPython understands; where none may, the text is served as it is. */
export function mayBeForeign(lines: string): boolean {
  for (let start = 0; start <= lines.length; ) {
    const end = lines.indexOf("\n", start);
    if (mayBeForeignLine(lines.slice(start, end < 0 ? lines.length : end))) return true;
    if (end < 0) return false;
    start = end + 1;
  }
  return false;
}

/** Quick: by its signs alone. */
function mayBeForeignLine(line: string): boolean {
  const trimmed = line.trim();
  if (SIGNS.has(trimmed[0] ?? "") || trimmed.endsWith("?")) return true;
  for (let at = line.indexOf("="); at >= 0; at = line.indexOf("=", at + 1))
    if (isAssigned(line, at)) return true;
  return false;
}

/** Whether a magic or a command stands behind the sign of an assignment. */
function isAssigned(line: string, equals: number): boolean {
  const at = afterBlanks(line, equals + 1);
  return line[at] === "%" || (line[at] === "!" && line[at + 1] !== "=");
}

function afterBlanks(line: string, from: number): number {
  let at = from;
  while (line[at] === " " || line[at] === "\t") at++;
  return at;
}

/** What a line of Python cannot begin with. */
const SIGNS = new Set(["%", "!", "?"]);
const MAGIC = /^%%?[A-Za-z_]|^![A-Za-z_./~]/;
const CELL_MAGIC = /^%%([\w.]*)/;
const HELP = /^[\w.%*[\]'"-]+\?\??$/;
/** What may stand before the sign of an assignment. */
const TARGET = /^[\w\s.,*[\]'"()]+$/;
const STRUCTURE = /["'#()[\]{}\\]/g;

/** Where in a line (offset, without the line's end) what is no Python begins; -1 where all is. */
function foreignStart(line: string, first: number): number {
  if (SIGNS.has(line[first] ?? "")) return first;
  if (line.trimEnd().endsWith("?") && HELP.test(line.trim())) return first;
  const equals = line.indexOf("=", first);
  if (equals < 0 || !TARGET.test(line.slice(first, equals))) return -1;
  return isAssigned(line, equals) ? afterBlanks(line, equals + 1) : -1;
}

/** Reads a file line by line: which strings and brackets are open, and so where statements begin. */
class Lines {
  #string: string | null = null;
  #depth = 0;
  #continued = false;

  /** Whether a statement could begin in the next line. */
  get atStatement(): boolean {
    return this.#string === null && this.#depth === 0 && !this.#continued;
  }

  get inString(): boolean {
    return this.#string !== null;
  }

  /** A bracket that was never closed ends with its cell, or where a line is clearly no part of it. */
  begin(): void {
    this.#depth = 0;
    this.#continued = false;
  }

  /** Takes a line of Python. */
  read(line: string): void {
    let at = 0;
    this.#continued = false;
    while (at < line.length) {
      if (this.#string !== null) {
        at = this.#stringEnd(line, at);
        continue;
      }
      STRUCTURE.lastIndex = at;
      const found = STRUCTURE.exec(line);
      if (!found) return;
      at = found.index + 1;
      const [sign] = found;
      if (sign === "#") return;
      if (sign === "\\") this.#continued = at === line.length;
      else if (sign === '"' || sign === "'") {
        const triple = sign.repeat(3);
        if (line.startsWith(triple, at - 1)) {
          this.#string = triple;
          at += 2;
        } else at = endOfShort(line, at, sign);
      } else this.#depth = "([{".includes(sign) ? this.#depth + 1 : Math.max(0, this.#depth - 1);
    }
  }

  #stringEnd(line: string, from: number): number {
    const mark = this.#string ?? "";
    for (let at = from; at < line.length; at++) {
      if (line[at] === "\\") at++;
      else if (line.startsWith(mark, at)) {
        this.#string = null;
        return at + mark.length;
      }
    }
    return line.length;
  }
}

/** The offset after a string within a line; a string that is not closed ends with it. */
function endOfShort(line: string, from: number, quote: string): number {
  for (let at = from; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line[at] === quote) return at + 1;
  }
  return line.length;
}

/**
 * A Python file's text for a server. Linear in its length.
 * @param text with any line ends, which stay
 */
export function servedPython(text: string): ServedText {
  const replaced = new Map<number, number>();
  if (!mayBeForeign(text)) return { text, replaced };
  const state = new Lines();
  const out: string[] = [];
  /** Nothing but comments came in this cell so far. */
  let fresh = true;
  let cellIsForeign = false;
  let goesOn = false;
  let number = 0;
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf("\n", start);
    const next = end < 0 ? text.length : end;
    const ending = text[next - 1] === "\r" && next > start ? 1 : 0;
    const line = text.slice(start, next - ending);
    const rest = text.slice(next - ending, end < 0 ? next : next + 1);
    number++;
    start = end < 0 ? text.length + 1 : next + 1;

    if (!state.inString && isCellMark(line, "#")) {
      state.begin();
      fresh = true;
      cellIsForeign = false;
      goesOn = false;
    }
    const first = line.length - line.trimStart().length;
    const blank = first === line.length;
    let from = -1;
    if (cellIsForeign || goesOn) from = blank ? -1 : 0;
    else if (!state.inString && first === 0 && MAGIC.test(line)) {
      state.begin();
      from = 0;
    } else if (state.atStatement && mayBeForeignLine(line)) from = foreignStart(line, first);

    if (from < 0) {
      if (!cellIsForeign) state.read(line);
      out.push(line, rest);
    } else {
      replaced.set(number, from + 1);
      // A name that nothing is known of. What goes on from a line before is nothing at all.
      const stands = cellIsForeign || goesOn ? " " : "_";
      out.push(line.slice(0, from), stands, " ".repeat(line.length - from - 1), rest);
      if (!cellIsForeign) {
        goesOn = line.endsWith("\\");
        const cell = fresh && from === 0 ? CELL_MAGIC.exec(line)?.[1] : undefined;
        if (cell !== undefined) cellIsForeign = !PYTHON_CELLS.has(cell);
      }
    }
    if (from < 0) goesOn = false;
    if (!blank && line[first] !== "#") fresh = false;
  }
  return { text: out.join(""), replaced };
}

/** Names that IPython, and Tandem's own Python kernel, give to code that runs in a shell. */
const SHELL_NAME = /^(?:get_ipython|display|In|Out|exit|quit|_{1,3}|_i{1,3}|_i?\d+|_[iod]h)$/;

/** Whether a problem about a name is none in a shell: nothing defines `display`, and it is there. */
export function isShellName(name: string): boolean {
  return SHELL_NAME.test(name);
}
