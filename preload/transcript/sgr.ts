/**
 * Select Graphic Rendition (ECMA-48 §8.3.117): what `ESC [ … m` makes of a style. 16, 256 and direct colours, also in
 * the form with colons (ITU T.416).
 */
import type { TextStyle } from "./transcript";

type Draft = { -readonly [Key in keyof TextStyle]: TextStyle[Key] };

const FACES: Readonly<
  Record<number, "bold" | "dim" | "italic" | "underline" | "inverse" | "hidden" | "strike">
> = {
  1: "bold",
  2: "dim",
  3: "italic",
  4: "underline",
  7: "inverse",
  8: "hidden",
  9: "strike",
};

/** Stands for no style. */
const PLAIN: TextStyle = Object.freeze({});
/** What follows a style by which parameters: a program that prints in colours says the same few over and over. */
const after = new WeakMap<TextStyle, Map<string, TextStyle>>();
/** Of one style so many are remembered: a gradient has thousands. */
const MOST_KNOWN = 256;

/**
 * The style after a sequence. The same for the same, so that lines share it.
 * @param style the style before it, undefined for plain
 * @param parameters what stands between `[` and `m`
 * @returns undefined when nothing is left but plain text
 */
export function applySgr(style: TextStyle | undefined, parameters: string): TextStyle | undefined {
  const from = style ?? PLAIN;
  let known = after.get(from);
  if (!known) {
    known = new Map();
    after.set(from, known);
  }
  let next = known.get(parameters);
  if (next === undefined) {
    next = changed(style, parameters);
    if (known.size < MOST_KNOWN) known.set(parameters, next);
  }
  return next === PLAIN ? undefined : next;
}

/** The style after a sequence; PLAIN for none. */
function changed(style: TextStyle | undefined, parameters: string): TextStyle {
  const next: Draft = { ...style };
  const codes = parameters.split(";");
  for (let i = 0; i < codes.length; i++) {
    const [code = 0, ...colon] = (codes[i] ?? "").split(":").map(Number);
    const face = FACES[code];
    if (face) {
      // 4:0 is "no underline"; the other kinds of underline are drawn as one.
      if (code === 4 && colon[0] === 0) delete next.underline;
      else next[face] = true;
    } else if (code === 0) {
      for (const key of Object.keys(next) as (keyof Draft)[]) delete next[key];
    } else if (code === 21 || code === 24) {
      if (code === 21) next.underline = true;
      else delete next.underline;
    } else if (code === 22) {
      delete next.bold;
      delete next.dim;
    } else if (code > 22 && code < 30) {
      const off = FACES[code - 20];
      if (off) delete next[off];
    } else if (code === 38 || code === 48) {
      const color =
        colon.length > 0
          ? extendedColor(colon[0] === 2 && colon.length > 4 ? [2, ...colon.slice(2)] : colon)
          : extendedColor(codes.slice(i + 1, i + 5).map(Number));
      if (colon.length === 0) i += codes[i + 1] === "2" ? 4 : 2;
      if (color !== undefined) next[code === 38 ? "fg" : "bg"] = color;
    } else if (code === 39) delete next.fg;
    else if (code === 49) delete next.bg;
    else if (code >= 30 && code <= 37) next.fg = code - 30;
    else if (code >= 40 && code <= 47) next.bg = code - 40;
    else if (code >= 90 && code <= 97) next.fg = code - 90 + 8;
    else if (code >= 100 && code <= 107) next.bg = code - 100 + 8;
  }
  return Object.keys(next).length > 0 ? next : PLAIN;
}

/** `5, index` or `2, red, green, blue`. */
function extendedColor([mode, ...values]: readonly number[]): number | string | undefined {
  if (mode === 5) return isByte(values[0]) ? values[0] : undefined;
  if (mode !== 2) return undefined;
  const rgb = values.slice(0, 3);
  if (rgb.length < 3 || !rgb.every(isByte)) return undefined;
  return `#${rgb.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

function isByte(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 255;
}
