/** How many columns of text a width has room for. */

/** Columns that code leaves free for what stands at its right. */
const META_COLUMNS = 9;
/** With fewer, code takes them all, and what stands at its right covers it only while it is pointed at. */
const COLUMNS_FOR_META = 24;

/**
 * Never more than are seen: what is wider would be cut, and nothing scrolls sideways.
 * @param width for text alone, in px @param character width of one, in px
 */
export function columnsIn(width: number, character: number): { columns: number; codeColumns: number } {
  const columns = Math.max(1, Math.floor(width / character));
  return { columns, codeColumns: columns < COLUMNS_FOR_META ? columns : columns - META_COLUMNS };
}
