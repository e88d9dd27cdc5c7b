/** The text of an output that can be found: what of it is shown, and not what stands beside it for other windows. */
import { mimeText } from "../../../preload/transcript/text";
import { jsonOfType, type MimeBundle, shownRepresentation, textOfType } from "../output/representations";

/** Elements of which a browser shows nothing. */
const UNSEEN = new Set(["script", "style", "head", "template", "noscript"]);
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
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/gi;
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
};

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
  const lower = html.toLowerCase();
  const behind = (sign: string, from: number) => {
    const at = lower.indexOf(sign, from);
    return at < 0 ? html.length : at + sign.length;
  };
  const parts: string[] = [];
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf("<", at);
    parts.push(html.slice(at, open < 0 ? html.length : open).replace(/\s+/g, " "));
    if (open < 0) break;
    TAG.lastIndex = open;
    const [, slash = "", name = ""] = TAG.exec(lower) ?? [];
    if (lower.startsWith("<!--", open)) at = behind("-->", open + 4);
    else if (name === "") {
      parts.push("<");
      at = open + 1;
    } else if (slash === "" && UNSEEN.has(name)) at = behind(">", behind(`</${name}`, open));
    else {
      at = behind(">", open);
      if (LINES.has(name) && (slash !== "" || name === "br")) parts.push("\n");
      else if (CELLS.has(name) && slash !== "") parts.push(" ");
    }
  }
  return parts
    .join("")
    .replace(ENTITY, (entity, decimal?: string, hex?: string, name?: string) => {
      if (name) return NAMED[name.toLowerCase()] ?? entity;
      const code = decimal ? Number(decimal) : Number.parseInt(hex ?? "", 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : entity;
    })
    .split("\n")
    .map((line) => line.replace(/ {2,}/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}
