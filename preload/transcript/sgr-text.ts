/** Printed lines with their colours as escape sequences again, as notebooks and terminals have them. */
import type { TextLine, TextStyle } from "./transcript";

const FACES = { bold: 1, dim: 2, italic: 3, underline: 4, inverse: 7, hidden: 8, strike: 9 } as const;

/** @param base 30 for the letters, 40 for what is behind them */
function colour(value: number | string, base: 30 | 40): string {
  if (typeof value === "number") {
    if (value < 8) return String(base + value);
    return value < 16 ? String(base + 60 + value - 8) : `${base + 8};5;${value}`;
  }
  const rgb = [1, 3, 5].map((at) => Number.parseInt(value.slice(at, at + 2), 16));
  return `${base + 8};2;${rgb.join(";")}`;
}

function parameters(style: TextStyle): string {
  const faces = (Object.keys(FACES) as (keyof typeof FACES)[]).filter((name) => style[name]);
  return [
    ...faces.map((name) => String(FACES[name])),
    ...(style.fg === undefined ? [] : [colour(style.fg, 30)]),
    ...(style.bg === undefined ? [] : [colour(style.bg, 40)]),
  ].join(";");
}

/** A line with each coloured run between a sequence that begins and one that ends it. */
export function lineWithColours({ text, runs }: TextLine): string {
  if (!runs) return text;
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, style } of runs) {
    const codes = parameters(style);
    let run = text.slice(start, end);
    if (style.link !== undefined) run = `\x1b]8;;${style.link}\x1b\\${run}\x1b]8;;\x1b\\`;
    parts.push(text.slice(at, start), codes === "" ? run : `\x1b[${codes}m${run}\x1b[0m`);
    at = end;
  }
  parts.push(text.slice(at));
  return parts.join("");
}
