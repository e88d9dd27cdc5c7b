/** What is held costs so much, in UTF-16 units, about: the one measure of every account. */

/** What a line, or a value that is no text, costs besides its text. */
export const LINE_COST = 32;

/** Of a message's content or a mime bundle: the length of its strings. */
export function weightOf(content: Readonly<Record<string, unknown>>): number {
  let weight = LINE_COST;
  for (const value of Object.values(content)) {
    if (typeof value === "string") weight += value.length;
    else if (Array.isArray(value))
      for (const one of value) weight += typeof one === "string" ? one.length : LINE_COST;
    else if (typeof value === "object" && value !== null)
      weight += weightOf(value as Record<string, unknown>);
  }
  return weight;
}
