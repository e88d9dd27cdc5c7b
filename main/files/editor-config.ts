/** What the `.editorconfig` files above a file say of it (https://spec.editorconfig.org). */
import type { FileStyle } from "../../preload/contract/files";

/** Widest indentation that is taken, in columns. */
const MOST_COLUMNS = 16;

/** The style of a file; what nothing says, or says wrongly, is null. Files that cannot be read count as absent. */
export async function styleOf(path: string): Promise<FileStyle> {
  const { parse } = await import("editorconfig");
  const said: Readonly<Record<string, unknown>> = await parse(path, { unset: true }).catch(() => ({}));
  const columns = (value: unknown) =>
    typeof value === "number" && Number.isInteger(value) && value > 0 && value <= MOST_COLUMNS ? value : null;
  const flag = (value: unknown) => (typeof value === "boolean" ? value : null);
  const tabWidth = columns(said.tab_width);
  return {
    indentWith: said.indent_style === "tab" ? "tabs" : said.indent_style === "space" ? "spaces" : null,
    indentSize: said.indent_size === "tab" ? tabWidth : (columns(said.indent_size) ?? tabWidth),
    trimTrailing: flag(said.trim_trailing_whitespace),
    finalNewline: flag(said.insert_final_newline),
    eol: said.end_of_line === "lf" ? "\n" : said.end_of_line === "crlf" ? "\r\n" : null,
  };
}
