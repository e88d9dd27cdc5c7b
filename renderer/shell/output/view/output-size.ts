/** How an output is drawn, and how high it is or may be before anybody has seen it. */

import { type Display, drawnSize, pictureOf } from "../content/picture";
import type { Drawing, Representation } from "../content/representations";
import { textOfType } from "../content/representations";
import { isLightSvg } from "../content/svg-weight";
import { guessedHeight, pageHtmlOf } from "../html/page-html";

/** Highest an output is drawn, in px: what is longer scrolls in itself. */
export const HIGHEST_PX = 1600;

/** Drawing by drawing, in px, until it is measured. */
const FIRST_GUESS: Readonly<Record<Exclude<Drawing, "picture">, number>> = {
  text: 20,
  frame: 80,
  html: 40,
  markup: 40,
  json: 24,
  table: 120,
  media: 56,
  file: 28,
  kept: 28,
};

const light = new WeakMap<object, boolean>();

/**
 * How this representation of an output is drawn: pictures that cannot be as files, heavy ones in a frame, HTML in the
 * page where it is text with styles.
 */
export function drawingOf(output: Display, { type, drawing }: Representation): Drawing {
  if (type === "text/html" && drawing === "frame")
    return pageHtmlOf(output.data, textOfType(output.data, type)) === null ? "frame" : "html";
  if (drawing !== "picture") return drawing;
  const picture = pictureOf(output, type);
  if (typeof picture === "string") return "file";
  if (type !== "image/svg+xml") return "picture";
  let isLight = light.get(output.data);
  if (isLight === undefined) {
    isLight = isLightSvg(textOfType(output.data, type));
    light.set(output.data, isLight);
  }
  return isLight ? "picture" : "frame";
}

/** Whether there is nothing to see of this representation: it takes no room. */
export function isEmpty(output: Display, { type }: Representation, drawing: Drawing): boolean {
  return drawing === "html" && pageHtmlOf(output.data, textOfType(output.data, type)) === "";
}

/**
 * Height of a display that is not text, in px.
 * @param measured as it was drawn before; pictures tell theirs themselves
 * @param width room for it, in px
 */
export function displayHeight(
  output: Display,
  type: string,
  drawing: Drawing,
  measured: number | undefined,
  width: number,
): number {
  if (drawing === "html" && measured === undefined) {
    const page = pageHtmlOf(output.data, textOfType(output.data, type)) ?? "";
    return Math.min(guessedHeight(page), HIGHEST_PX);
  }
  if (drawing !== "picture") return Math.min(measured ?? FIRST_GUESS[drawing], HIGHEST_PX);
  const picture = pictureOf(output, type);
  if (typeof picture === "string") return FIRST_GUESS.file;
  return drawnSize(picture.size, width).height;
}
