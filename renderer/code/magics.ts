/**
 * Puts plain Python in the place of IPython's lines, for whoever knows only that, and puts them back.
 */
import { IPythonReader, mayBeIPython, PYTHON_CELLS } from "./ipython-lines";

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
  const masked = new Set<number>();
  if (!mayBeIPython(text)) return { text, lines: masked, restore: (made) => made };
  const out: string[] = [];
  const taken: string[] = [];
  const reader = new IPythonReader(PYTHON_CELLS);
  const read = lines.map((line) => reader.read(line));
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string;
    const { kind, from } = read[at] as (typeof read)[number];
    if (kind === "python") {
      out.push(line);
      continue;
    }
    let end = at + 1;
    while (read[end]?.kind === "goesOn") end++;
    if (read[end]?.kind === "otherCell") {
      while (read[end]?.kind === "otherCell") end++;
      // Blank lines at its end part it from the next cell, and belong to nobody.
      while ((lines[end - 1] as string).trim() === "") end--;
    }
    const before = line.slice(0, from);
    masked.add(out.length + 1);
    out.push(`${before}${nameOf(taken.length)}${before.trim() === "" ? " = 0" : ""}`);
    taken.push([line.slice(from), ...lines.slice(at + 1, end)].join("\n"));
    for (let blank = at + 1; blank < end && keepLines; blank++) {
      masked.add(out.length + 1);
      out.push("");
    }
    // What is left of a cell in another language are its blank lines.
    for (; read[end]?.kind === "otherCell"; end++) out.push(lines[end] as string);
    at = end - 1;
  }
  return { text: out.join("\n"), lines: masked, restore: (made) => restore(made, taken) };
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

/** IPython offers its magics wherever nothing is typed; they are code at a line's start and behind "=" alone. */
export function magicsBelong(before: string, typed: string): boolean {
  const code = before.trimEnd();
  return typed.startsWith("%") || code === "" || code.endsWith("=") || code.endsWith("%");
}
