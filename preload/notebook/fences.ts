/** Fences of code in Markdown: what opens one, what closes it, and which are chunks that run. */

export interface Fence {
  /** The signs that open it, and that close it. */
  readonly signs: string;
  /** The first word in its braces in lower case, as "python" or "code-cell"; null for code that is only shown. */
  readonly chunk: string | null;
  /** What stands in the braces behind that word, and behind the braces. */
  readonly options: string;
  readonly argument: string;
}

const NOT_SHOWN = { chunk: null, options: "", argument: "" };

/** What a line opens: a fence of three signs or more, then `{python …}`, `{code-cell} …`, or anything else; else null. */
export function fenceOf(line: string): Fence | null {
  const sign = line[0];
  if (sign !== "`" && sign !== "~") return null;
  let count = 0;
  while (line[count] === sign) count++;
  if (count < 3) return null;
  const signs = sign.repeat(count);
  const rest = line.slice(count).trim();
  const end = closingBrace(rest);
  if (end < 0) return { signs, ...NOT_SHOWN };
  const inside = rest.slice(1, end);
  const word = inside.split(/[\s,]/)[0] ?? "";
  if (!/^[\w+#-]{1,40}$/.test(word)) return { signs, ...NOT_SHOWN };
  return {
    signs,
    chunk: word.toLowerCase(),
    options: inside.slice(word.length).replace(/^[\s,]+/, ""),
    argument: rest.slice(end + 1).trim(),
  };
}

/** Where the brace closes that a text begins with; −1 where none does. */
function closingBrace(text: string): number {
  if (text[0] !== "{") return -1;
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "{") open++;
    else if (text[at] === "}" && --open === 0) return at;
  }
  return -1;
}

/** Options as they can stand in the braces of a chunk. */
export function inBraces(options: string): string {
  const line = options.replace(/[\r\n]/g, " ");
  return closingBrace(`{${line}}`) === line.length + 1 ? line : line.replace(/[{}]/g, " ");
}

/** The line that closes a fence which opens in line `at`, or that behind the last one; lines from 0. */
export function closingOf(lines: readonly string[], at: number, { signs }: Fence): number {
  const sign = signs[0] as string;
  let end = at + 1;
  while (end < lines.length) {
    const line = (lines[end] as string).trimEnd();
    if (line.startsWith(signs) && line === sign.repeat(line.length)) break;
    end++;
  }
  return end;
}

/** Of engines of chunks, and of what stands behind MyST's `{code-cell}`: the language, as kernels name it. */
const ENGINES: Readonly<Record<string, string>> = {
  python: "python",
  python3: "python",
  ipython: "python",
  ipython3: "python",
  r: "r",
  julia: "julia",
  javascript: "javascript",
  js: "javascript",
  node: "javascript",
  typescript: "typescript",
  ts: "typescript",
  bash: "bash",
  sh: "bash",
  zsh: "bash",
  cpp: "c++",
  rcpp: "c++",
  sql: "sql",
  octave: "octave",
  ruby: "ruby",
  scala: "scala",
  stata: "stata",
  sas: "sas",
  haskell: "haskell",
  go: "go",
  rust: "rust",
};

/** Chunks of Quarto and R Markdown that no kernel runs. */
const DRAWN = new Set([
  ..."mermaid dot tikz asis comment cat css html embed verbatim details block block2 ojs note tip".split(" "),
]);

/** Whether a chunk of that engine is code, in Quarto and R Markdown, where any other word than a few is an engine. */
export const isEngine = (engine: string): boolean => !DRAWN.has(engine.toLowerCase());

/** The language that an engine runs, as kernels name it; null where it is none that kernels run (`mermaid`, `note`). */
export function languageOfEngine(engine: string): string | null {
  return Object.hasOwn(ENGINES, engine.toLowerCase()) ? (ENGINES[engine.toLowerCase()] as string) : null;
}

/** A header is not looked for beyond so many lines. */
const MOST_HEADER = 500;

/** The language that the kernelspec in a header of YAML names, in lower case; null where none does. */
export function languageOfHeader(lines: readonly string[]): string | null {
  if (lines[0]?.trim() !== "---") return null;
  for (let at = 1; at < Math.min(lines.length, MOST_HEADER); at++) {
    const line = (lines[at] as string).trim();
    if (line === "---" || line === "...") break;
    if (line.startsWith("language:"))
      return line
        .slice(9)
        .trim()
        .replace(/^["']|["']$/g, "")
        .toLowerCase();
  }
  return null;
}
