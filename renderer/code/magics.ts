/**
 * IPython's own lines in Python: magics (`%time f()`, `%%bash`), commands of the system (`!ls`) and help (`f?`). They are no
 * Python, so that no grammar of Python says where they are: this reads just enough (strings, brackets, line ends) to tell
 * them from code, and puts plain Python in their place for whoever knows only that.
 */

/** What a cell with such a magic holds is Python all the same. */
const PYTHON_CELLS = new Set(
  "capture debug ipytest memit mprun lprun prun pypy python python3 scalene snakeviz time timeit".split(" "),
);
/** A line that begins a cell, as the language's cells do. */
const CELL_MARK = /^(?:#[ \t]?%%|##(?!#))/;
const HELP = /^\??\??[\p{L}_*][\p{L}\p{N}_.*]*\?{1,2}[ \t]*$/u;
const HELP_BEFORE = /^\?{1,2}[ \t]*[\p{L}_%]/u;
/** Python with IPython's lines replaced. */
export interface Masked {
  readonly text: string;
  /** Lines (from 1) of the masked text of which something was replaced. */
  readonly lines: ReadonlySet<number>;
  /** Puts IPython's lines back into a text that was made of the masked one; null when one of them got lost. */
  readonly restore: (text: string) => string | null;
}

/**
 * The lines of a cell as IPython reads them: a magic of the whole cell (`%%bash`) has to come first, so that the mark and
 * the comments above it become empty lines, which count in numbers of lines all the same.
 */
export function withMagicFirst(lines: readonly string[]): readonly string[] {
  const at = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("#"));
  if (!/^%%[A-Za-z_!]/.test(lines[at] ?? "")) return lines;
  return lines.map((line, index) => (index < at ? "" : line));
}

const NAME = /__tandem_ipython_(\d+)__/g;
const nameOf = (index: number) => `__tandem_ipython_${index}__`;

/**
 * Replaces them by assignments to names with underscores, which Ruff lets stand between imports.
 * @param text with "\n" at its line ends
 * @param keepLines the masked text has as many lines as the text: what a magic of a cell holds is blank lines then
 */
export function maskMagics(text: string, keepLines: boolean): Masked {
  const lines = text.split("\n");
  const out: string[] = [];
  const masked = new Set<number>();
  const taken: string[] = [];
  const put = (indent: string, before: string, written: string) => {
    masked.add(out.length + 1);
    out.push(`${indent}${before}${nameOf(taken.length)}${before === "" ? " = 0" : ""}`);
    taken.push(written);
  };
  const state: Reading = { open: 0, string: "" };
  let inCell = "start";
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    if (state.string === "" && CELL_MARK.test(line)) {
      // A bracket that is left open ends with its cell.
      state.open = 0;
      inCell = "start";
      out.push(line);
      continue;
    }
    if (state.string === "" && state.open === 0) {
      const code = line.trimStart();
      const indent = line.slice(0, line.length - code.length);
      if (inCell === "start" && code.startsWith("%%") && /^%%[\p{L}_!]/u.test(code)) {
        inCell = "code";
        const name = /^%%([\w.]*)/.exec(code)?.[1] ?? "";
        if (PYTHON_CELLS.has(name)) {
          put(indent, "", code);
          continue;
        }
        let end = at + 1;
        while (end < lines.length && !CELL_MARK.test(lines[end] as string)) end++;
        // Blank lines at its end part it from the next cell, and belong to nobody.
        let last = end;
        while (last > at + 1 && (lines[last - 1] as string).trim() === "") last--;
        put(indent, "", [code, ...lines.slice(at + 1, last)].join("\n"));
        if (keepLines)
          for (let blank = at + 1; blank < last; blank++) {
            masked.add(out.length + 1);
            out.push("");
          }
        at = last - 1;
        continue;
      }
      if (code !== "" && !code.startsWith("#")) inCell = "code";
      if (/^[!%][^=\s]|^%%/.test(code) || HELP.test(code) || HELP_BEFORE.test(code)) {
        const last = continued(lines, at);
        put(indent, "", [code, ...lines.slice(at + 1, last + 1)].join("\n"));
        if (keepLines) for (; at < last; at++) blankLine(out, masked);
        at = last;
        continue;
      }
      const value = assignedMagic(code);
      if (value > 0) {
        put(indent, code.slice(0, value), code.slice(value));
        continue;
      }
    }
    readLine(line, state);
    if (state.open < 0) state.open = 0;
    out.push(line);
  }
  return { text: out.join("\n"), lines: masked, restore: (made) => restore(made, taken) };
}

/** Where the value begins in `files = !ls` and `x, y = %magic`; 0 in other lines. */
function assignedMagic(code: string): number {
  const equals = code.indexOf("=");
  if (equals < 1 || !/^[\p{L}\p{N}_, \t]*$/u.test(code.slice(0, equals))) return 0;
  let value = equals + 1;
  while (code[value] === " " || code[value] === "\t") value++;
  return /^[!%][^=\s]/.test(code.slice(value, value + 2)) ? value : 0;
}

function blankLine(out: string[], masked: Set<number>): void {
  masked.add(out.length + 1);
  out.push("");
}

/** The last line of one that goes on by a backslash. */
function continued(lines: readonly string[], at: number): number {
  let last = at;
  while (last + 1 < lines.length && (lines[last] as string).endsWith("\\")) last++;
  return last;
}

function restore(text: string, taken: readonly string[]): string | null {
  let found = 0;
  const lines = text.split("\n").map((line) => {
    const name = line.search(NAME);
    if (name < 0) return line;
    const written = taken[Number(line.slice(name).match(/\d+/)?.[0])];
    if (written === undefined) return line;
    found++;
    const rest = line.slice(name + nameOf(Number(line.slice(name).match(/\d+/)?.[0])).length);
    return line.slice(0, name) + written + (rest === " = 0" ? "" : rest);
  });
  return found === taken.length ? lines.join("\n") : null;
}

/** Where the reading of code stands at the end of a line. */
interface Reading {
  /** Brackets that are open, or 1 for a line that goes on by a backslash. */
  open: number;
  /** The quotes that end the string which is open; "" outside. */
  string: string;
}

/** Takes a line of code. */
function readLine(line: string, state: Reading): void {
  let at = 0;
  if (state.open === CONTINUES) state.open = 0;
  while (at < line.length) {
    const sign = line[at] as string;
    if (state.string !== "") {
      if (sign === "\\") at += 2;
      else if (line.startsWith(state.string, at)) {
        at += state.string.length;
        state.string = "";
      } else at++;
      continue;
    }
    if (sign === "#") return;
    if (sign === '"' || sign === "'") {
      state.string = line.startsWith(sign.repeat(3), at) ? sign.repeat(3) : sign;
      at += state.string.length;
      continue;
    }
    if (sign === "\\" && at === line.length - 1 && state.open === 0) {
      state.open = CONTINUES;
      return;
    }
    if ("([{".includes(sign)) state.open++;
    else if (")]}".includes(sign)) state.open--;
    at++;
  }
  // A string of one line ends with it, but where a backslash takes it on.
  if (state.string.length === 1 && !line.endsWith("\\")) state.string = "";
}

/** A line that goes on by a backslash, outside brackets. */
const CONTINUES = 1e9;
