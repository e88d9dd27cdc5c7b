/** Cursor positions: UTF-16 units in our houses, Unicode code points in the Jupyter protocol (5.2 and later). */

/** The position in code points of a position in UTF-16 units; one inside a surrogate pair counts the whole pair. */
export function toCodePoints(text: string, utf16: number): number {
  let points = 0;
  for (let at = 0; at < Math.min(utf16, text.length); points++) at += unitsAt(text, at);
  return points;
}

/** The position in UTF-16 units of a position in code points; at most the length of the text. */
export function toUtf16(text: string, codePoints: number): number {
  let at = 0;
  for (let points = 0; points < codePoints && at < text.length; points++) at += unitsAt(text, at);
  return at;
}

const unitsAt = (text: string, at: number) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
