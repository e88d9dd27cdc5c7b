/**
 * What a language server is given of a Python file. Cells may hold what only IPython understands: `%magics`, `!commands`,
 * `help?`, and cells in other languages (`%%bash`). Each is replaced by as many characters that mean nothing, so that
 * places stay what they are.
 */
import { CELLS_WITH_NAMES, IPythonReader, mayBeIPython } from "../ipython-lines";

/** A text for a server, as long as the file's own, with the same lines. */
export interface ServedText {
  readonly text: string;
  /** By line (from 1): the column (from 1) from where the line is not what the file has. */
  readonly replaced: ReadonlyMap<number, number>;
}

/**
 * A Python file's text for a server. Linear in its length.
 * @param text with any line ends, which stay
 */
export function servedPython(text: string): ServedText {
  const replaced = new Map<number, number>();
  if (!mayBeIPython(text)) return { text, replaced };
  const reader = new IPythonReader(CELLS_WITH_NAMES);
  const out: string[] = [];
  let number = 0;
  for (let start = 0; start <= text.length; ) {
    const end = text.indexOf("\n", start);
    const next = end < 0 ? text.length : end;
    const ending = text[next - 1] === "\r" && next > start ? 1 : 0;
    const line = text.slice(start, next - ending);
    const rest = text.slice(next - ending, end < 0 ? next : next + 1);
    number++;
    start = end < 0 ? text.length + 1 : next + 1;
    const { kind, from } = reader.read(line);
    if (kind === "python" || line.trim() === "") out.push(line, rest);
    else {
      replaced.set(number, from + 1);
      // A name that nothing is known of. What goes on from a line before is nothing at all.
      const stands = kind === "ipython" ? "_" : " ";
      out.push(line.slice(0, from), stands, " ".repeat(line.length - from - 1), rest);
    }
  }
  return { text: out.join(""), replaced };
}

/** Names that IPython, and Tandem's own Python kernel, give to code that runs in a shell. */
const SHELL_NAME = /^(?:get_ipython|display|In|Out|exit|quit|_{1,3}|_i{1,3}|_i?\d+|_[iod]h)$/;

/** Whether a problem about a name is none in a shell: nothing defines `display`, and it is there. */
export function isShellName(name: string): boolean {
  return SHELL_NAME.test(name);
}
