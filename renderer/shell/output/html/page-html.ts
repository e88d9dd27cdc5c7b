/**
 * HTML that is text with styles: no script, no style sheet, no event, no address that would be loaded. It is drawn in
 * the window's page (html-view.tsx); all other HTML is drawn in a frame. The lists below name what is allowed, so that
 * nothing that is not known gets past them, and nothing is left out in silence.
 */
import { rasterSize } from "../content/image-size";
import { fileOfLink, targetOfAddress } from "../links/text-links";

/** Longer HTML goes to a frame, in characters. */
const MOST_CHARACTERS = 200_000;
/** HTML of more elements goes to a frame: the window would lay them out. */
const MOST_ELEMENTS = 3_000;
/** Elements within each other; laying out tables in tables costs more with each. */
const DEEPEST = 40;
const DEEPEST_TABLES = 3;
/** Cells that the spans of a page claim, all in all, and one span. */
const MOST_SPANNED = 20_000;
const LONGEST_SPAN = 200;
/** Longest style of an element, in characters; largest number in it. */
const LONGEST_STYLE = 2_000;
const LARGEST_NUMBER = 5_000;
/** Pictures of more pixels are not decoded. */
const MOST_PIXELS = 16_000_000;
/** What is in nearly all HTML that needs a frame: found without parsing it. */
const FRAMED = /<(?:script|iframe|svg|link|object|embed|form|input|video|audio|canvas)\b/i;

export const PAGE_ELEMENTS: readonly string[] = (
  "a abbr b bdi bdo big blockquote br caption center cite code col colgroup dd del details dfn div dl dt em " +
  "figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strike " +
  "strong sub summary sup table tbody td tfoot th thead time tr tt u ul var wbr"
).split(" ");
export const PAGE_ATTRIBUTES: readonly string[] = (
  "align alt bgcolor border cellpadding cellspacing color colspan datetime dir face height href lang open rowspan " +
  "scope size span src start style title type valign value width"
).split(" ");
/** Without a script and a style sheet these mean nothing, and are left out. */
const MEANINGLESS = /^(?:id|class|role|name|rel|target|halign|data-[\w.:-]+|aria-[\w-]+)$/;
const elements = new Set(PAGE_ELEMENTS);
const attributes = new Set(PAGE_ATTRIBUTES);

/** Properties that keep an element in its place: nothing that moves, filters, blends, or reads an address. */
const PROPERTY =
  /^(?:color|opacity|vertical-align|width|height|(?:min|max)-(?:width|height)|display|direction|tab-size|caption-side|empty-cells|line-height|letter-spacing|word-spacing|word-break|word-wrap|overflow-wrap|hyphens|line-break|overflow(?:-[xy])?|white-space(?:-collapse)?|text-(?:align(?:-last)?|indent|transform|overflow|wrap(?:-mode|-style)?|underline-offset|decoration(?:-(?:line|style|color|thickness))?)|font(?:-(?:family|size|style|weight|stretch|variant(?:-[a-z-]+)?|kerning|feature-settings|size-adjust|optical-sizing|variation-settings|palette|synthesis(?:-[a-z-]+)?))?|list-style(?:-(?:type|position))?|table-layout|background-color|(?:padding|margin)(?:-(?:top|right|bottom|left|block|inline)(?:-(?:start|end))?)?|border(?:-[a-z-]+)?)$/;
/** Displays that lay out in lines, blocks and tables. */
const DISPLAY = /^(?:none|inline|block|inline-block|list-item|flow-root|table(?:-[a-z-]+)?|inline-table)$/;
const FUNCTIONS = new Set(["rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch"]);
const NEGATIVE = /(?:^|[\s,])-[\d.]/;

/**
 * Style sheets that libraries send with each table, without white space: they align cells, as ours does (html.css).
 * pandas 0.2x to 3, `DataFrame._repr_html_`; polars, `DataFrame._repr_html_`.
 */
const TABLE_STYLES = new Set([
  ".dataframetbodytrth:only-of-type{vertical-align:middle;}.dataframetbodytrth{vertical-align:top;}.dataframetheadth{text-align:right;}",
  ".dataframetbodytrth:only-of-type{vertical-align:middle;}.dataframetbodytrth{vertical-align:top;}.dataframetheadtrth{text-align:left;}",
  ".dataframetbodytrth:only-of-type{vertical-align:middle;}.dataframetbodytrth{vertical-align:top;}.dataframetheadtrth{text-align:left;}.dataframetheadtr:last-of-typeth{text-align:right;}",
  ".dataframe>thead>tr,.dataframe>tbody>tr{text-align:right;white-space:pre-wrap;}",
  ".dataframe>thead>tr>th,.dataframe>tbody>tr>td{text-align:right;white-space:pre-wrap;}",
]);
/** Longest of them with its white space, in characters. */
const LONGEST_TABLE_STYLE = 1_000;

/** What may be drawn in the page, without the style sheets of tables; "" when there is nothing to see in it. */
export type PageHtml = string;

/** HTML that the window's page may draw; null when it needs a frame. Costs time linear in its length. */
export function pageHtml(html: string): PageHtml | null {
  if (html.length > MOST_CHARACTERS || FRAMED.test(html)) return null;
  const page = withoutTableStyles(html);
  if (page === null) return null;
  const { documentElement: root } = new DOMParser().parseFromString(page, "text/html");
  const seen: Counted = { elements: 0, spanned: 0, visible: false };
  if (root.attributes.length > 0) return null;
  for (const half of root.children) {
    if (half.attributes.length > 0 || (half.localName === "head" && half.childElementCount > 0)) return null;
    if (!areAllowed(half, seen, 0, 0)) return null;
  }
  return seen.visible ? page : "";
}

interface Counted {
  elements: number;
  spanned: number;
  visible: boolean;
}

function areAllowed(parent: Element, seen: Counted, depth: number, tables: number): boolean {
  if (depth > DEEPEST || tables > DEEPEST_TABLES) return false;
  for (const node of parent.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) seen.visible ||= /[^ \t\n\r\f]/.test(node.nodeValue ?? "");
    if (!(node instanceof Element)) continue;
    if (!isAllowed(node, seen)) return false;
    if (!areAllowed(node, seen, depth + 1, tables + (node.localName === "table" ? 1 : 0))) return false;
  }
  return true;
}

function isAllowed(element: Element, seen: Counted): boolean {
  const { localName, namespaceURI } = element;
  seen.elements += 1;
  if (seen.elements > MOST_ELEMENTS || !elements.has(localName)) return false;
  if (namespaceURI !== "http://www.w3.org/1999/xhtml") return false;
  seen.visible ||= /^(?:img|hr|td|th|summary)$/.test(localName);
  for (const { name, value } of element.attributes) {
    if (!attributes.has(name)) {
      if (MEANINGLESS.test(name)) continue;
      return false;
    }
    if (name === "style") {
      const style = allowedStyle(element as HTMLElement);
      if (style === null) return false;
      seen.visible ||= /(?:^|; ?)(?:min-height|height|padding|border|background-color):/.test(style);
    } else if (name === "href" && !(localName === "a" && leadsSomewhere(value))) return false;
    else if (name === "src" && !(localName === "img" && isOwnPicture(value))) return false;
    else if (/^(?:width|height|border|cellpadding|cellspacing|size)$/.test(name)) {
      if (!/^\s*\d{1,4}(?:\.\d{1,9})?(?:px|%)?\s*$/.test(value)) return false;
    } else if (name === "span" || name === "colspan" || name === "rowspan") {
      const span = Number(value);
      if (!(span >= 0 && span <= LONGEST_SPAN)) return false;
    }
  }
  if (element instanceof HTMLTableCellElement) seen.spanned += element.colSpan * element.rowSpan;
  return seen.spanned <= MOST_SPANNED && (localName !== "img" || element.hasAttribute("src"));
}

/**
 * The style of an element as the page may have it: "" for none, null when it holds what only a frame may do. The browser
 * has read it already, so that it is judged as it would be applied, escapes and shorthands resolved.
 */
export function allowedStyle({ style, localName }: HTMLElement): string | null {
  if (style.cssText.length > LONGEST_STYLE) return null;
  const kept: string[] = [];
  // Code is set in our own face, as the lines beside it.
  const isCode = /^(?:pre|code|samp|kbd|tt)$/.test(localName);
  for (const name of style) {
    const value = style.getPropertyValue(name);
    if (/^(?:initial|none|normal|auto|0px|0%)$/.test(value) && !PROPERTY.test(name)) continue;
    // What "background: red" says besides the colour.
    if (/^background-/.test(name) && name !== "background-color" && !/[(]/.test(value)) continue;
    if (!PROPERTY.test(name) || !isPlainValue(name, value)) return null;
    if (isCode && name === "font-family") continue;
    // The whole output scrolls.
    if (localName === "pre" && /^overflow/.test(name)) continue;
    kept.push(`${name}: ${value}`);
  }
  return kept.join("; ");
}

function isPlainValue(name: string, value: string): boolean {
  if (name === "display") return DISPLAY.test(value);
  if (NEGATIVE.test(value)) return false;
  // Words without a bracket are passed over whole: each is read once.
  for (const [called] of value.matchAll(/[\w-]+\(?|\(/g))
    if (called.endsWith("(") && !FUNCTIONS.has(called.slice(0, -1))) return false;
  for (const [number] of value.matchAll(/\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi))
    if (Number(number) > LARGEST_NUMBER) return false;
  return !/[\\@{}]/.test(value);
}

/** A link is followed by whoever clicks it: to the web, to mail, to a file in the editor. */
function leadsSomewhere(href: string): boolean {
  // What browsers read past: "java\nscript:" is no file.
  if (/\p{Cc}/u.test(href)) return false;
  return !href.startsWith("#") && (targetOfAddress(href) !== null || fileOfLink(href) !== null);
}

/** A picture that the HTML brings along, of a size that can be decoded. */
export function isOwnPicture(src: string): boolean {
  const [head = ""] = /^data:image\/(?:png|jpeg|gif|webp);base64,/.exec(src) ?? [];
  const size = head === "" ? null : rasterSize(src.slice(head.length));
  return size !== null && size.width * size.height <= MOST_PIXELS;
}

/** Null when the HTML has a style sheet that we do not know. */
function withoutTableStyles(html: string): string | null {
  const lower = html.toLowerCase();
  const parts: string[] = [];
  let at = 0;
  for (let open = lower.indexOf("<style"); open >= 0; open = lower.indexOf("<style", at)) {
    const begin = lower.indexOf(">", open);
    const end = begin < 0 ? -1 : lower.indexOf("</style>", begin);
    if (end < 0 || end - begin > LONGEST_TABLE_STYLE) return null;
    if (!/^<style(?: scoped(?:="")?)?$/.test(lower.slice(open, begin))) return null;
    if (!TABLE_STYLES.has(html.slice(begin + 1, end).replace(/\s+/g, ""))) return null;
    parts.push(html.slice(at, open));
    at = end + "</style>".length;
  }
  parts.push(html.slice(at));
  return parts.join("");
}

/** A line of code as fonts have it, in px. */
const LINE_PX = 17.16;

/** About how high it will be drawn, in px: what is one <pre> has a line for each of its own. */
export function guessedHeight(page: PageHtml): number {
  const rows = /^\s*<pre[\s>]/.test(page) ? page.trimEnd().split("\n").length : 2;
  return Math.ceil(rows * LINE_PX);
}

const known = new WeakMap<object, PageHtml | null>();

/** The same of the text/html of a mime bundle, found once. */
export function pageHtmlOf(data: Readonly<Record<string, unknown>>, html: string): PageHtml | null {
  let page = known.get(data);
  if (page === undefined) {
    page = pageHtml(html);
    known.set(data, page);
  }
  return page;
}
