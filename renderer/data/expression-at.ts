/** Names in a line of code. */

const NAME = /[\p{L}\p{Nl}_$][\p{L}\p{N}_$]*/uy;

/**
 * The name at a place of a line, with what it is an attribute of, and then alone: of "fit.table" both "fit.table" and
 * "table" are tried. Empty where there is none.
 * @param at UTF-16 units from the line's beginning
 */
export function expressionAt(line: string, at: number): readonly string[] {
  let chain = { from: 0, to: -1 };
  for (let from = 0; from < line.length; ) {
    NAME.lastIndex = from;
    const name = NAME.exec(line)?.[0];
    if (name === undefined) {
      // A digit belongs to a number, whose letters are no names.
      from += /\d/.test(line[from] ?? "") ? numberLength(line, from) : 1;
      continue;
    }
    const to = from + name.length;
    const attribute = line[from - 1] === "." && chain.to === from - 1;
    chain = { from: attribute ? chain.from : from, to };
    if (from <= at && at <= to) {
      const whole = line.slice(chain.from, to);
      return whole === name ? [name] : [whole, name];
    }
    from = to;
  }
  return [];
}

function numberLength(line: string, from: number): number {
  let to = from + 1;
  while (/[\p{L}\p{N}_]/u.test(line[to] ?? "")) to++;
  return to - from;
}

/** What a result is of, where the last line is nothing but a name or an attribute of one. */
export function lastName(code: string): string | undefined {
  const last = code.trimEnd().split("\n").at(-1)?.trim() ?? "";
  return /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(last) ? last : undefined;
}
