/** A terminal's styles as classes and colours of the theme (text-colours.css). */
import type { CSSProperties } from "react";
import type { TextStyle } from "../../../preload/transcript/transcript";

/** Levels of the 6 × 6 × 6 cube of the 256 colours. */
const LEVELS = [0, 95, 135, 175, 215, 255];

/** The colour of an index from 16 to 255. */
export function indexedColor(index: number): string {
  const channels =
    index >= 232
      ? Array<number>(3).fill(8 + (index - 232) * 10)
      : [Math.floor((index - 16) / 36), Math.floor((index - 16) / 6) % 6, (index - 16) % 6].map(
          (i) => LEVELS[i] ?? 0,
        );
  return `#${channels.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Classes and custom properties for a run of text. */
export function styleProps(style: TextStyle): { className: string; style?: CSSProperties } {
  const classes: string[] = [];
  const custom: Record<string, string> = {};
  for (const face of ["bold", "dim", "italic", "underline", "strike", "hidden"] as const) {
    if (style[face]) classes.push(`t-${face}`);
  }
  let { fg, bg } = style;
  if (style.inverse) [fg, bg] = [bg ?? "page", fg ?? "text"];
  for (const [side, color] of [
    ["fg", fg],
    ["bg", bg],
  ] as const) {
    if (color === undefined) continue;
    if (color === "page" || color === "text" || (typeof color === "number" && color < 16))
      classes.push(`${side}-${color}`);
    else {
      classes.push(`${side}-own`);
      custom[`--run-${side}`] = typeof color === "number" ? indexedColor(color) : color;
    }
  }
  const className = classes.join(" ");
  return Object.keys(custom).length > 0 ? { className, style: custom as CSSProperties } : { className };
}
