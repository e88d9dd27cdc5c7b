/** The name on a shell's tab, which is shortened in its middle: what tells shells apart stands at the end. */

/** Longer ends take the room that the beginning needs, in UTF-16 units. */
const TAIL_CHARS = 14;
/** The last word, or what stands in brackets, and the number of one of several. */
const TAIL = / (?:\([^()]*\)|[^ ()]+)(?: \d+)?$/;
const NUMBER = / \d+\)?$/;

/** @returns the name in two parts, of which the first is cut off where there is no room for both */
export function partsOfName(name: string): readonly [head: string, tail: string] {
  const whole = TAIL.exec(name)?.[0] ?? "";
  const tail = whole.length <= TAIL_CHARS ? whole : (NUMBER.exec(name)?.[0] ?? "");
  return [name.slice(0, name.length - tail.length), tail];
}
