/** Tables as CSV: UTF-8, commas, one line end for all; what is missing is empty. */
import type { FileHandle } from "node:fs/promises";
import type { Value } from "../../../../preload/tables/readable";
import { type Exported, pieces } from "./exported";

export async function writeCsv(file: FileHandle, exported: Exported): Promise<void> {
  const { table, columns } = exported;
  await file.writeFile(`${columns.map((at) => field(table.column(at).name)).join(",")}\r\n`);
  for await (const { count, values } of pieces(exported)) {
    let text = "";
    for (let row = 0; row < count; row++)
      text += `${values.map((column) => field(column[row] ?? null)).join(",")}\r\n`;
    await file.writeFile(text);
  }
}

function field(value: Value): string {
  if (value === null) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : value > 0 ? "inf" : "-inf";
  if (typeof value === "boolean") return value ? "True" : "False";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
