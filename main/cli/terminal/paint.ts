/** Styled lines as text for a terminal. Escape sequences of kernels never pass: only what `reduce` understood of them. */
import { toLines } from "../../../preload/transcript/terminal";
import type { TextLine, TextStyle } from "../../../preload/transcript/transcript";

const FACES = [
  ["bold", 1],
  ["dim", 2],
  ["italic", 3],
  ["underline", 4],
  ["inverse", 7],
  ["hidden", 8],
  ["strike", 9],
] as const;

/** One line, with its colours and faces or without. */
export function paintLine({ text, runs }: TextLine, colours: boolean): string {
  if (!colours || !runs) return text;
  let painted = "";
  let at = 0;
  for (const { start, end, style } of runs) {
    painted += `${text.slice(at, start)}\x1b[${codesOf(style)}m${text.slice(start, end)}\x1b[0m`;
    at = end;
  }
  return painted + text.slice(at);
}

/** Text of a kernel that may hold escape sequences, safe to print. */
export function paintText(text: string, colours: boolean): string {
  return toLines(text)
    .map((line) => paintLine(line, colours))
    .join("\n");
}

/** Our own words in a style of their own. */
export function styled(text: string, style: TextStyle, colours: boolean): string {
  return colours && text !== "" ? `\x1b[${codesOf(style)}m${text}\x1b[0m` : text;
}

/** Parameters of "Select Graphic Rendition" (ECMA-48 §8.3.117). */
function codesOf(style: TextStyle): string {
  const codes: (number | string)[] = FACES.flatMap(([face, code]) => (style[face] ? [code] : []));
  if (style.fg !== undefined) codes.push(colourCodes(style.fg, 30));
  if (style.bg !== undefined) codes.push(colourCodes(style.bg, 40));
  return codes.join(";");
}

function colourCodes(colour: number | string, base: 30 | 40): string {
  if (typeof colour === "number") {
    if (colour < 8) return String(base + colour);
    return colour < 16 ? String(base + 60 + colour - 8) : `${base + 8};5;${colour}`;
  }
  const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  return `${base + 8};2;${channels.join(";")}`;
}
