/** Code as Monaco colours it, as text of the page: its own blanks again, and broken into rows. */

/**
 * @param html elements around escaped text, which has a character for each one of `text` (UTF-16 units)
 * @param text what was coloured: Monaco writes a blank as one that does not break and that nobody finds by searching
 * @param breaks places in `text` where rows after the first begin, in order
 */
export function htmlInRows(html: string, text: string, breaks: readonly number[]): string {
  let at = 0;
  let row = 0;
  return html.replace(/<[^<>]*>|&[^;&<]*;|[^<&]|[&<]/g, (part) => {
    if (part.startsWith("<") && part.length > 1) return part;
    const unit = text[at];
    const drawn = unit === "\t" || unit === " " ? unit : part;
    const begins = breaks[row] === at;
    if (begins) row += 1;
    at += 1;
    return begins ? `<br>${drawn}` : drawn;
  });
}
