/** Which names of a frame stand in which lines before the one where it is: behind these their values are shown. */

const NAME = /[\p{L}_][\p{L}\p{N}_]*/gu;
/** The line that a function begins with. */
const HEAD = /^[ \t]*(?:async[ \t]+)?(?:def|function)[ \t]+([\p{L}_][\p{L}\p{N}_]*)/u;
/** What stands in a line behind this is read no further, in UTF-16 units. */
const MOST_CHARS = 1000;

export interface NamedLine {
  /** Index in the lines. */
  readonly at: number;
  /** In the order in which they stand there, each once. */
  readonly names: readonly string[];
}

/**
 * @param lines up to the one where the frame is, which is last: nothing of it has run yet, but what it reads is known
 * @param frame name of its function: lines before its `def` are of others
 */
export function namesByLine(
  lines: readonly string[],
  frame: string,
  values: ReadonlyMap<string, unknown>,
): readonly NamedLine[] {
  let from = 0;
  if (/^[\p{L}_][\p{L}\p{N}_]*$/u.test(frame))
    for (let at = lines.length - 1; at >= 0; at--)
      if (HEAD.exec((lines[at] ?? "").slice(0, MOST_CHARS))?.[1] === frame) {
        from = at;
        break;
      }
  const found: NamedLine[] = [];
  for (let at = from; at < lines.length; at++) {
    const names = namesIn(lines[at] ?? "", values);
    if (names.length > 0) found.push({ at, names });
  }
  return found;
}

function namesIn(line: string, values: ReadonlyMap<string, unknown>): string[] {
  const names: string[] = [];
  for (const match of withoutTexts(line.slice(0, MOST_CHARS)).matchAll(NAME)) {
    const [name] = match;
    const isAttribute = line[match.index - 1] === ".";
    if (!isAttribute && values.has(name) && !names.includes(name)) names.push(name);
  }
  return names;
}

/** What is in quotes and behind a comment's sign is blank. */
function withoutTexts(line: string): string {
  let text = "";
  let quote = "";
  for (let i = 0; i < line.length; i++) {
    const character = line[i] as string;
    if (quote === "" && (character === "#" || line.startsWith("//", i))) break;
    if (quote === "" && (character === '"' || character === "'" || character === "`")) quote = character;
    else if (character === quote && line[i - 1] !== "\\") quote = "";
    else if (quote === "") {
      text += character;
      continue;
    }
    text += " ";
  }
  return text;
}
