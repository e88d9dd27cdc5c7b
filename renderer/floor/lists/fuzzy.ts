/** Fuzzy search: the letters of what is typed occur in this order; starts of words and runs count more. */

/** What is typed, as it is looked for. */
export interface FuzzyQuery {
  /** Its letters, in small, without spaces. */
  readonly letters: string;
  /** As it was typed, in small. */
  readonly whole: string;
}

export function fuzzyQuery(typed: string): FuzzyQuery {
  return { letters: typed.toLowerCase().replace(/\s+/g, ""), whole: typed.trim().toLowerCase() };
}

/**
 * How well `query` fits `text`: higher is better, null when it does not. Case is ignored; spaces in the query only
 * part it.
 * @param lower the text in small, where it is at hand
 */
export function fuzzyScore(
  { letters, whole }: FuzzyQuery,
  text: string,
  lower = text.toLowerCase(),
): number | null {
  if (letters === "") return 0;
  const found = lower.indexOf(whole);
  if (found >= 0 && isWordStart(text, found)) return 1000 - found - text.length / 100;
  let score = 0;
  let last = -2;
  let at = 0;
  for (let i = 0; i < letters.length; i++) {
    const place = nextMatch(lower, text, letters[i] as string, at, last);
    if (place < 0) return null;
    score += place === last + 1 ? 8 : isWordStart(text, place) ? 6 : 1;
    last = place;
    at = place + 1;
  }
  return score - text.length / 100;
}

/** Where a letter is found next: directly after the last one, else at a word's start, else anywhere. */
function nextMatch(lower: string, text: string, letter: string, from: number, last: number): number {
  if (lower[from] === letter && from === last + 1) return from;
  const first = lower.indexOf(letter, from);
  for (let at = first; at >= 0; at = lower.indexOf(letter, at + 1)) {
    if (isWordStart(text, at)) return at;
  }
  return first;
}

const isSmall = (code: number) => code >= 97 && code <= 122;
const isCapital = (code: number) => code >= 65 && code <= 90;
const PARTS = new Set([..." \t\n\u00a0_-/.:>"].map((letter) => letter.charCodeAt(0)));

/** Told for each letter of each name: by numbers, as expressions take ten times as long. */
function isWordStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  return PARTS.has(before) || (isSmall(before) && isCapital(text.charCodeAt(at)));
}

/** Those of `items` that fit, best first; in their own order when nothing is typed. */
export function fuzzyFilter<T>(
  query: string,
  items: readonly T[],
  textOf: (item: T) => string,
): readonly T[] {
  if (query.trim() === "") return items;
  const wanted = fuzzyQuery(query);
  return items
    .flatMap((item) => {
      const score = fuzzyScore(wanted, textOf(item));
      return score === null ? [] : [{ item, score }];
    })
    .sort((a, b) => b.score - a.score)
    .map(({ item }) => item);
}
