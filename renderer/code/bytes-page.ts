/** The page of a binary file's bytes, as `hexdump -C` writes them, in rows that fit the width that there is. */

/** Bytes in a row; the widest that fits is taken. */
const WIDTHS = [16, 8, 4] as const;
/** A wider row has a gap in its middle. */
const NO_GAP = 8;

/** Columns of a row of so many bytes: its offset, the bytes, and what they are as ASCII between two bars. */
export function columnsOfRow(bytes: number): number {
  return 8 + 2 + (3 * bytes - 1) + (bytes > NO_GAP ? 1 : 0) + 2 + bytes + 2;
}

/** How many bytes a row has in so many columns. */
export function bytesInRow(columns: number): number {
  return WIDTHS.find((bytes) => columnsOfRow(bytes) <= columns) ?? 4;
}

/** How many bytes the rows of a page have by now. */
export function bytesInRowsOf(firstRow: string): number {
  return WIDTHS.find((bytes) => firstRow.indexOf("|") === columnsOfRow(bytes) - bytes - 2) ?? 16;
}

/** A page of bytes in rows of another width. @param rows as `hexdump -C` writes them, of any width */
export function pageInRows(rows: readonly string[], bytes: number): string[] {
  const hex: string[] = [];
  let signs = "";
  for (const row of rows) {
    const bar = row.indexOf("|");
    if (bar < 0) continue;
    for (const byte of row.slice(8, bar).split(" ")) if (byte !== "") hex.push(byte);
    signs += row.slice(bar + 1, -1);
  }
  const page: string[] = [];
  for (let at = 0; at < hex.length; at += bytes) {
    const part = hex.slice(at, at + bytes);
    while (part.length < bytes) part.push("  ");
    if (bytes > NO_GAP) part.splice(bytes / 2, 0, "");
    const offset = at.toString(16).padStart(8, "0");
    page.push(`${offset}  ${part.join(" ")}  |${signs.slice(at, at + bytes)}|`);
  }
  return page;
}
