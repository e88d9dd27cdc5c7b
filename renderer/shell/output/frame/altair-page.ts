/** The page that Altair makes of a chart. It loads Vega from the network; what it draws stands in it. */

/** Longer pages are left as they are, in characters. */
const MOST_CHARACTERS = 8_000_000;
const START = "})({";
const END = /\}\);?\s*<\/script>\s*$/;

/** The Vega or Vega-Lite specification in the page; null for any other page. */
export function chartOfAltairPage(html: string): object | null {
  if (html.length > MOST_CHARACTERS || !html.includes("vega-embed")) return null;
  const start = html.indexOf(START);
  const end = END.exec(html)?.index ?? -1;
  if (start === -1 || end < start) return null;
  try {
    // What the page's function is called with: the specification, and options of vega-embed.
    const given = JSON.parse(`[${html.slice(start + START.length - 1, end + 1)}]`) as unknown[];
    const [spec, options] = given as [object, { mode?: unknown } | undefined];
    return given.length === 2 && /^vega(?:-lite)?$/.test(String(options?.mode)) ? spec : null;
  } catch {
    return null;
  }
}
