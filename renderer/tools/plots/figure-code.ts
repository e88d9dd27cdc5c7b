/** Python for a figure of matplotlib that a name still holds: drawn again at a size, or saved. Pure. */
import { pathLiteral } from "../../shell/input/path-literal";

/** `fig = plt.figure(…)`, `fig, axes = plt.subplots(…)`, `f = Figure(…)`. */
const MADE =
  /^([A-Za-z_]\w{0,80})(?:, ?[\w()[\], ]{1,80})? ?= ?(?:\w{1,40}\.){0,3}(?:figure|subplots|subplot_mosaic|Figure)\(/m;
/** What `redrawCode` gives: it is drawn at another size, or saved, once more. */
const REDRAWN = /^([A-Za-z_]\w{0,80})\.set_size_inches\(/;
/** Of the code so much is looked at, in UTF-16 units. */
const MOST_CODE = 20_000;

/** The name that code gives to a figure which it makes, or draws again; null where it has none. */
export function figureName(code: string): string | null {
  return (MADE.exec(code.slice(0, MOST_CODE)) ?? REDRAWN.exec(code))?.[1] ?? null;
}

/** @param size in px of the screen */
export function redrawCode(name: string, size: { readonly width: number; readonly height: number }): string {
  const inches = (px: number) => `${Math.max(50, Math.round(px))} / ${name}.dpi`;
  return `${name}.set_size_inches(${inches(size.width)}, ${inches(size.height)}); ${name}`;
}

/** @param path whose ending says the format */
export function saveCode(name: string, path: string): string {
  return `${name}.savefig(${pathLiteral(path, "python")}, bbox_inches="tight")`;
}
