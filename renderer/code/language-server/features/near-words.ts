/** Words of the file around the cursor: a list to choose from while neither the kernel nor the server has said anything. */

/** Lines that are looked at on either side of the cursor's. */
export const NEAR_LINES = 400;
/** More characters of a line are not looked at. */
const MOST_OF_LINE = 1_000;
/** More words are not told. */
const MOST_WORDS = 200;

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

/**
 * Words that begin as what was typed does and are longer, the nearest first.
 * @param lines around the cursor @param at which of them the cursor is in @param typed what stands of the word; empty: none are told
 */
export function nearWords(lines: readonly string[], at: number, typed: string): readonly string[] {
  const first = typed.slice(0, 1).toLowerCase();
  if (first === "") return [];
  const found = new Set<string>();
  for (let far = 0; far < lines.length && found.size < MOST_WORDS; far++) {
    for (const line of far === 0 ? [lines[at]] : [lines[at - far], lines[at + far]]) {
      for (const [word] of (line ?? "").slice(0, MOST_OF_LINE).matchAll(WORD))
        if (word.length > typed.length && word.slice(0, 1).toLowerCase() === first) found.add(word);
    }
  }
  return [...found].slice(0, MOST_WORDS);
}
