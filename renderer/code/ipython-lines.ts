/**
 * IPython's own lines in Python: magics (`%time f()`, `%%bash`), commands of the system (`!ls`) and help (`f?`). They are no
 * Python, so that no grammar of Python says where they are: this reads just enough (strings, brackets, line ends) to tell
 * them from code. Whoever has to do with them gets it from here.
 */
import { isCellMark } from "./cells";

/** Cell magics whose cells are Python that sees the names of the others, and gives them its own. */
export const CELLS_WITH_NAMES: ReadonlySet<string> = new Set(
  "capture debug ipytest lprun memit mprun prun scalene snakeviz time timeit".split(" "),
);
/** Those whose cells are Python in whatever process. */
export const PYTHON_CELLS: ReadonlySet<string> = new Set([...CELLS_WITH_NAMES, "pypy", "python", "python3"]);

/** What a line is. */
export interface LineRead {
  /**
   * "goesOn": the line before was IPython's and ended with a backslash; "otherCell": it is in a cell in another language,
   * behind the magic that says so.
   */
  readonly kind: "python" | "ipython" | "goesOn" | "otherCell";
  /** Where in the line (offset) what is IPython's begins: behind an assignment the value alone. 0 in Python. */
  readonly from: number;
}

const PYTHON: LineRead = { kind: "python", from: 0 };

/** Whether any of these lines may be one of IPython's, quick, by its signs alone; where none may, all is Python. */
export function mayBeIPython(text: string): boolean {
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf("\n", start);
    if (mayBeIPythonLine(text.slice(start, end < 0 ? text.length : end))) return true;
    if (end < 0) return false;
    start = end + 1;
  }
  return false;
}

function mayBeIPythonLine(line: string): boolean {
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
/** At the beginning of a line it is one even where a bracket was left open. */
const MAGIC = /^%%?[A-Za-z_]|^![A-Za-z_./~]/;
const CELL_MAGIC = /^%%([\w.]*)/;
const HELP = /^[\p{L}\p{N}_.%*[\]'"-]+\?\??$/u;
/** What may stand before the sign of an assignment. */
const TARGET = /^[\p{L}\p{N}_\s.,*[\]'"()]+$/u;

/** Where in a line in which a statement begins what is IPython's begins; -1 where all is Python. */
function startIn(line: string, first: number): number {
  if (SIGNS.has(line[first] ?? "")) return first;
  if (line.trimEnd().endsWith("?") && HELP.test(line.trim())) return first;
  const equals = line.indexOf("=", first);
  if (equals < 0 || !TARGET.test(line.slice(first, equals))) return -1;
  return isAssigned(line, equals) ? afterBlanks(line, equals + 1) : -1;
}

/** Reads a file line by line, in linear time. */
export class IPythonReader {
  readonly #code = new OpenCode();
  /** Nothing but comments came in this cell so far. */
  #fresh = true;
  #inOther = false;
  #goesOn = false;

  /** @param pythonCells the magics whose cells are Python all the same */
  constructor(private readonly pythonCells: ReadonlySet<string>) {}

  /** Takes the next line, without its end. */
  read(line: string): LineRead {
    if (!this.#code.inString && isCellMark(line, "#")) this.#beginCell();
    const first = line.length - line.trimStart().length;
    const read = this.#kindOf(line, first);
    if (read.kind === "python") this.#code.read(line);
    if (read.kind !== "otherCell") this.#goesOn = read.kind !== "python" && line.endsWith("\\");
    if (first < line.length && line[first] !== "#") this.#fresh = false;
    return read;
  }

  #beginCell(): void {
    // A bracket that was never closed ends with its cell.
    this.#code.closeBrackets();
    this.#fresh = true;
    this.#inOther = false;
    this.#goesOn = false;
  }

  #kindOf(line: string, first: number): LineRead {
    if (this.#goesOn) return { kind: "goesOn", from: 0 };
    if (this.#inOther) return { kind: "otherCell", from: 0 };
    let from = -1;
    if (!this.#code.inString && first === 0 && MAGIC.test(line)) {
      this.#code.closeBrackets();
      from = 0;
    } else if (this.#code.atStatement && mayBeIPythonLine(line)) from = startIn(line, first);
    if (from < 0) return PYTHON;
    const cell = this.#fresh && from === first ? CELL_MAGIC.exec(line.slice(from))?.[1] : undefined;
    if (cell !== undefined) this.#inOther = !this.pythonCells.has(cell);
    return { kind: "ipython", from };
  }
}

const STRUCTURE = /["'#()[\]{}\\]/g;

/** Which strings and brackets are open, and so where statements begin. */
class OpenCode {
  /** The quotes that end the string which is open; "" outside. */
  #string = "";
  #depth = 0;
  #continued = false;

  /** Whether a statement could begin in the next line. */
  get atStatement(): boolean {
    return this.#string === "" && this.#depth === 0 && !this.#continued;
  }

  get inString(): boolean {
    return this.#string !== "";
  }

  closeBrackets(): void {
    this.#depth = 0;
    this.#continued = false;
  }

  /** Takes a line of Python. */
  read(line: string): void {
    let at = 0;
    this.#continued = false;
    while (at < line.length) {
      if (this.#string !== "") {
        at = this.#stringEnd(line, at);
        continue;
      }
      STRUCTURE.lastIndex = at;
      const found = STRUCTURE.exec(line);
      if (!found) break;
      at = found.index + 1;
      const [sign] = found;
      if (sign === "#") break;
      if (sign === "\\") this.#continued = at === line.length;
      else if (sign === '"' || sign === "'") {
        const triple = sign.repeat(3);
        this.#string = line.startsWith(triple, at - 1) ? triple : sign;
        at += this.#string.length - 1;
      } else this.#depth = "([{".includes(sign) ? this.#depth + 1 : Math.max(0, this.#depth - 1);
    }
    // A string of one line ends with it, but where a backslash takes it on.
    if (this.#string.length === 1 && !line.endsWith("\\")) this.#string = "";
  }

  #stringEnd(line: string, from: number): number {
    const mark = this.#string;
    for (let at = from; at < line.length; at++) {
      if (line[at] === "\\") at++;
      else if (line.startsWith(mark, at)) {
        this.#string = "";
        return at + mark.length;
      }
    }
    return line.length;
  }
}
