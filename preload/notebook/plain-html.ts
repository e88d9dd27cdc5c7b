/**
 * HTML of others for a page that is handed on: tables and text with styles stay, everything that loads, runs, leads away by
 * itself or takes input is left out. What is not known is not written.
 */

const TAGS = new Set(
  (
    "a abbr b blockquote br caption center code col colgroup dd del details div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr i " +
    "img ins kbd li mark ol p pre q s samp small span strike strong sub summary sup table tbody td tfoot th thead tr tt u ul var"
  ).split(" "),
);
const ALONE = new Set(["br", "hr", "img", "col"]);
const ATTRIBUTES = new Set(
  "align alt border class colspan height href rowspan scope span src start style title valign width".split(
    " ",
  ),
);
/** What stands in these is no text for people. */
const SILENT = new Set(
  "script style template noscript iframe object svg math textarea select title head".split(" "),
);

const ATTRIBUTE = /([a-zA-Z-]{1,40})(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** The same HTML with what a page may have. */
export function plainHtml(html: string): string {
  const parts: string[] = [];
  const open: string[] = [];
  /** How many of each are open. */
  const depth = new Map<string, number>();
  const lower = html.toLowerCase();
  let at = 0;
  while (at < html.length) {
    const begin = html.indexOf("<", at);
    if (begin < 0) {
      parts.push(html.slice(at));
      break;
    }
    parts.push(html.slice(at, begin));
    if (html.startsWith("<!--", begin)) {
      const end = html.indexOf("-->", begin + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    if (!/[a-zA-Z/!?]/.test(html[begin + 1] ?? "")) {
      parts.push("&lt;");
      at = begin + 1;
      continue;
    }
    const end = endOfTag(html, begin);
    const inside = html.slice(begin + 1, end);
    const name = /^\/?([a-zA-Z][a-zA-Z0-9]{0,20})(?![\w-])/.exec(inside)?.[1]?.toLowerCase();
    at = end + 1;
    // A declaration, or a name that no tag has.
    if (name === undefined) continue;
    if (SILENT.has(name) && inside[0] !== "/") at = behind(html, lower, name, at);
    if (!TAGS.has(name)) continue;
    if (inside[0] === "/") {
      if (!depth.get(name)) continue;
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        parts.push(`</${last}>`);
        depth.set(last, (depth.get(last) ?? 1) - 1);
        if (last === name) break;
      }
      continue;
    }
    parts.push(`<${name}${attributes(inside.slice(name.length))}>`);
    if (ALONE.has(name)) continue;
    open.push(name);
    depth.set(name, (depth.get(name) ?? 0) + 1);
  }
  for (const name of open.reverse()) parts.push(`</${name}>`);
  return parts.join("");
}

/** Where a tag ends: signs within quotes count for nothing. */
function endOfTag(html: string, begin: number): number {
  let quote = "";
  for (let at = begin + 1; at < html.length; at++) {
    const sign = html[at] as string;
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === ">") return at;
  }
  return html.length;
}

function behind(html: string, lower: string, name: string, from: number): number {
  const end = lower.indexOf(`</${name}`, from);
  return end < 0 ? html.length : endOfTag(html, end) + 1;
}

function attributes(written: string): string {
  let kept = "";
  for (const [, name = "", double, single, bare] of written.matchAll(ATTRIBUTE)) {
    const own = name.toLowerCase();
    const value = double ?? single ?? bare ?? "";
    if (!ATTRIBUTES.has(own) || !isHarmless(own, value)) continue;
    kept += ` ${own}="${value.replaceAll('"', "&quot;").replaceAll("<", "&lt;")}"`;
  }
  return kept;
}

function isHarmless(name: string, value: string): boolean {
  if (name === "src") return /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*$/.test(value);
  if (name === "href") return /^(?:https?:\/\/|mailto:|#)/i.test(value);
  // Nothing is loaded, and nothing stands over the page.
  if (name === "style") return !/url|expression|@import|position|\\|&/i.test(value);
  return true;
}
