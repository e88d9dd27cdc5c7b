/** A binary file as a page of its bytes: offset, sixteen bytes, and what they are as ASCII. */

const ROW_BYTES = 16;

/** The rows of some bytes, as `hexdump -C` writes them. */
export function hexPage(bytes: Uint8Array): string {
  const rows: string[] = [];
  for (let at = 0; at < bytes.length; at += ROW_BYTES) {
    const row = bytes.subarray(at, at + ROW_BYTES);
    let hex = "";
    let signs = "";
    for (let i = 0; i < ROW_BYTES; i++) {
      const byte = row[i];
      hex += `${i === ROW_BYTES / 2 ? "  " : " "}${byte === undefined ? "  " : byte.toString(16).padStart(2, "0")}`;
      if (byte !== undefined) signs += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".";
    }
    rows.push(`${at.toString(16).padStart(8, "0")} ${hex}  |${signs}|`);
  }
  return rows.join("\n");
}
