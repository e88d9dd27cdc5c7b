/** Fuzzy search: the letters of what is typed occur in this order; starts of words and runs count more. */

/**
 * How well `query` fits `text`: higher is better, null when it does not. Case is ignored; spaces in the query only
 * part it.
 */
export function fuzzyScore(query: string, text: string): number | null {
  const wanted = query.toLowerCase().replace(/\s+/g, "");
  if (wanted === "") return 0;
  const lower = text.toLowerCase();
  const whole = lower.indexOf(query.trim().toLowerCase());
  if (whole >= 0 && isWordStart(text, whole)) return 1000 - whole - text.length / 100;
  let score = 0;
  let last = -2;
  let at = 0;
  for (const letter of wanted) {
    const found = nextMatch(lower, text, letter, at, last);
    if (found < 0) return null;
    score += found === last + 1 ? 8 : isWordStart(text, found) ? 6 : 1;
    last = found;
    at = found + 1;
  }
  return score - text.length / 100;
}

/** Where a letter is found next: directly after the last one, else at a word's start, else anywhere. */
function nextMatch(lower: string, text: string, letter: string, from: number, last: number): number {
  if (lower[from] === letter && from === last + 1) return from;
  for (let at = lower.indexOf(letter, from); at >= 0; at = lower.indexOf(letter, at + 1)) {
    if (isWordStart(text, at)) return at;
  }
  return lower.indexOf(letter, from);
}

function isWordStart(text: string, at: number): boolean {
  return at === 0 || /[\s_\-./:>]/.test(text[at - 1] ?? "") || /[a-z][A-Z]/.test(text.slice(at - 1, at + 1));
}

/** Those of `items` that fit, best first; in their own order when nothing is typed. */
export function fuzzyFilter<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly T[] {
  if (query.trim() === "") return items;
  return items
    .flatMap((item) => {
      const score = fuzzyScore(query, textOf(item));
      return score === null ? [] : [{ item, score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
