/**
 * Whether code in the input is complete, by a rule of our own: for when the kernel is busy and cannot be asked, and
 * for what is so plain that asking would only cost time.
 */

export interface Verdict {
  readonly complete: boolean;
  /** The kernel would say the same. */
  readonly sure: boolean;
  /** What the next line would begin with, when it is not complete. */
  readonly indent: string;
}

const INDENT = "    ";
/** What begins a block in Python, or a line that only IPython understands. */
const NOT_PLAIN =
  /^(?:if|for|while|with|try|def|class|async|match|case|else|elif|except|finally)\b|^[@%!?]|\?$/;

/** What follows a cell magic is of another language: only an empty line ends it. */
const CELL_MAGIC = /^%%(?!.*\?\s*$)/;
const ENDS_EMPTY = /\n[ \t]*$/;

/** Judges code. `language` is the kernelspec's, in lower case. */
export function judge(code: string, language: string): Verdict {
  const python = language === "python";
  if (python && CELL_MAGIC.test(code.split("\n", 1)[0] ?? "")) {
    const indent = /^[ \t]*/.exec(code.slice(code.lastIndexOf("\n") + 1))?.[0] ?? "";
    return { complete: ENDS_EMPTY.test(code), sure: false, indent };
  }
  const { open, inString, text } = scan(code, python);
  const lines = text.trimEnd().split("\n");
  const last = lines.at(-1) ?? "";
  const indent = /^[ \t]*/.exec(last)?.[0] ?? "";
  const incomplete = (more: string): Verdict => ({ complete: false, sure: false, indent: more });
  if (open || inString || /\\$/.test(last)) return incomplete(inString ? "" : indent);
  if (!python) return { complete: true, sure: false, indent: "" };
  if (/:\s*$/.test(last)) return incomplete(indent + INDENT);
  const block = lines.some((line) => /^[ \t]/.test(line) || NOT_PLAIN.test(line));
  if (!block) return { complete: true, sure: !code.includes("\n"), indent: "" };
  // A block ends with an empty line.
  if (ENDS_EMPTY.test(code)) return { complete: true, sure: false, indent: "" };
  return /^(?:[%!?]|.*\?$)/.test(lines[0] ?? "")
    ? { complete: true, sure: false, indent: "" }
    : incomplete(indent);
}

/** Looks for brackets and strings that are still open. `text` is the code without comments and without strings' content. */
function scan(code: string, python: boolean): { open: boolean; inString: boolean; text: string } {
  let depth = 0;
  let text = "";
  const token = python
    ? /#[^\n]*|("""|''')(?:\\[^]|(?!\1)[^])*(\1)?|(["'])(?:\\[^]|(?!\3)[^\\\n])*(\3)?|[^]/g
    : /(["'])(?:\\[^]|(?!\1)[^\\\n])*(?:\1)?|(`)(?:\\[^]|[^`\\])*(`)?|[^]/g;
  let inString = false;
  for (const found of code.matchAll(token)) {
    const [whole] = found;
    if (whole.length === 1 && whole !== "`") {
      if ("([{".includes(whole)) depth += 1;
      if (")]}".includes(whole)) depth -= 1;
      text += whole;
    } else if (whole.startsWith("#")) continue;
    else {
      // Python's strings in three quotes, JavaScript's templates: they go on over lines.
      const [begun, ended] = python ? [found[1], found[2]] : [found[2], found[3]];
      if (begun && !ended) inString = true;
      text += '""';
    }
  }
  return { open: depth > 0, inString, text };
}
