/** Tells the HTML by which libraries show a table from any other. */
import { mimeText } from "../../preload/transcript/text";

/** So pandas, polars, Dask and geopandas begin theirs, and astropy. */
const MARKS = ['class="dataframe', '<table id="table'];

/** Whether a bundle's HTML is the face of a table with data behind it; one that a page has for its looks is none. */
export function isTableHtml(data: Readonly<Record<string, unknown>>): boolean {
  const html = mimeText(data["text/html"]);
  return html !== undefined && MARKS.some((mark) => html.includes(mark));
}
