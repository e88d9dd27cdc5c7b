/** The text of an output that can be found: what of it is shown, and not what stands beside it for other windows. */
import { decodeHTML } from "entities/decode";
import { mimeText } from "../../../preload/transcript/text";
import {
  jsonOfType,
  type MimeBundle,
  shownRepresentation,
  textOfType,
} from "../output/content/representations";

/** Elements of which a browser shows nothing. */
const UNSEEN = new Map(
  ["script", "style", "head", "template", "noscript"].map((name) => [name, new RegExp(`</${name}`, "gi")]),
);
/** Elements after which a row or paragraph ends. */
const LINES = new Set([
  "br",
  "p",
  "div",
  "tr",
  "li",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "pre",
  "table",
  "dt",
  "dd",
]);
const CELLS = new Set(["td", "th"]);
const TAG = /<(\/?)([a-z][a-z0-9]*)/iy;
/** What a tag's end, or a value that may hold its sign, begins with. */
const TAG_SIGN = />|=\s*["']/g;

/**
 * The text of a mime bundle as it is shown; "" of pictures, charts and files. Of what is drawn by a page of its own, a
 * table or a formula, it says what is there, not where.
 */
export function foundText(data: MimeBundle): string {
  const shown = shownRepresentation(data);
  if (!shown) return "";
  const { type, drawing } = shown;
  switch (drawing) {
    case "text":
    case "markup":
      return textOfType(data, type);
    case "table":
      return type.endsWith("json") ? valuesText(jsonOfType(data, type)) : textOfType(data, type);
    case "json":
      return valuesText(jsonOfType(data, type));
    case "frame":
    case "html":
      return type === "text/html" ? htmlText(mimeText(data[type]) ?? "") : "";
    case "picture":
    case "media":
    case "file":
    case "kept":
      return "";
  }
}

const valuesText = (json: unknown) => JSON.stringify(json, null, 2) ?? "";

/** The text of a page, a line for each of its rows and paragraphs. Reads it once, whatever is in it. */
function htmlText(html: string): string {
  const parts: string[] = [];
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf("<", at);
    parts.push(html.slice(at, open < 0 ? html.length : open).replace(/\s+/g, " "));
    if (open < 0) break;
    TAG.lastIndex = open;
    const [, slash = "", tag = ""] = TAG.exec(html) ?? [];
    const name = tag.toLowerCase();
    const ending = slash === "" ? UNSEEN.get(name) : undefined;
    if (html.startsWith("<!--", open)) at = behind(html, /-->/g, open + 4);
    else if (name === "") {
      parts.push("<");
      at = open + 1;
    } else if (ending) at = behindTag(html, behind(html, ending, open));
    else {
      at = behindTag(html, open);
      if (LINES.has(name) && (slash !== "" || name === "br")) parts.push("\n");
      else if (CELLS.has(name) && slash !== "") parts.push(" ");
    }
  }
  return decodeHTML(parts.join(""))
    .split("\n")
    .map((line) => line.replace(/[ \u00a0]+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}

/** The place behind what is found next; the end where nothing is. */
function behind(html: string, sign: RegExp, from: number): number {
  sign.lastIndex = from;
  return sign.test(html) ? sign.lastIndex : html.length;
}

/** The place behind a tag's end; values in quotes may hold its sign. */
function behindTag(html: string, from: number): number {
  TAG_SIGN.lastIndex = from;
  for (let sign = TAG_SIGN.exec(html); sign; sign = TAG_SIGN.exec(html)) {
    if (sign[0] === ">") return TAG_SIGN.lastIndex;
    const closing = html.indexOf(sign[0].at(-1) as string, TAG_SIGN.lastIndex);
    if (closing < 0) break;
    TAG_SIGN.lastIndex = closing + 1;
  }
  return html.length;
}
