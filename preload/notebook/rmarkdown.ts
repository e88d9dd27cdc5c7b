/** What Jupytext has in R Markdown besides chunks: raw cells, tags, cells of text with marks (its format "rmarkdown" 1.2). */
import { inBraces } from "./fences";
import type { CellType } from "./notebook-file";
import { metadataWords, type TextCell, titleAndMetadata } from "./percent-text";

/** Of a cell's metadata: what stands behind the language of a chunk, as `setup, include=FALSE`. */
export const CHUNK_OPTIONS = "chunk_options";

/** So a chunk says that it is a raw cell. */
const RAW = ['active=""', "eval=FALSE"];
const TAGS = "tags=c(";

/** What the options of a chunk, as `fig, tags=c("a")`, say of its cell. */
export function ofChunkOptions(options: string): { type: CellType; metadata: Record<string, unknown> } {
  const metadata: Record<string, unknown> = {};
  let rest = options;
  const at = rest.indexOf(TAGS);
  const end = rest.indexOf(")", at);
  const tags = at < 0 || end < 0 ? null : strings(rest.slice(at + TAGS.length, end));
  if (tags) {
    metadata["tags"] = tags;
    rest = joined([rest.slice(0, at), rest.slice(end + 1)].map(withoutCommas));
  }
  const parts = rest.split(",").map((part) => part.trim());
  const isRaw = parts.includes(RAW[0] as string);
  if (isRaw) rest = joined(parts.filter((part) => !RAW.includes(part)));
  return { type: isRaw ? "raw" : "code", metadata: { ...(rest && { [CHUNK_OPTIONS]: rest }), ...metadata } };
}

/** The same back; "" where there is nothing to be said. */
export function chunkOptions({ type, metadata = {} }: TextCell): string {
  const { tags, [CHUNK_OPTIONS]: said } = metadata;
  const words = Array.isArray(tags)
    ? tags.filter((tag) => typeof tag === "string" && /^[^",)\\]+$/.test(tag))
    : [];
  return joined([
    typeof said === "string" ? inBraces(said) : "",
    words.length > 0 ? `${TAGS}${words.map((word) => `"${word}"`).join(", ")})` : "",
    ...(type === "raw" ? RAW : []),
  ]);
}

const joined = (parts: readonly string[]) => parts.filter((part) => part !== "").join(", ");
const withoutCommas = (text: string) => text.trim().replace(/^,|,$/g, "").trim();

/** The strings of a list in R; null where there is anything else. */
function strings(list: string): readonly string[] | null {
  try {
    const read: unknown = JSON.parse(`[${list}]`);
    return Array.isArray(read) && read.every((each) => typeof each === "string") ? read : null;
  } catch {
    return null;
  }
}

const REGION = "<!-- #region";
const END_OF_REGION = "<!-- #endregion -->";

/** A cell of text between marks that begin in a line, and the line behind them; null where none begin. */
export function regionAt(lines: readonly string[], at: number): { cell: TextCell; behind: number } | null {
  const line = (lines[at] as string).trimEnd();
  if (!line.startsWith(`${REGION} `) || !line.endsWith("-->")) return null;
  const end = lines.indexOf(END_OF_REGION, at);
  if (end < 0) return null;
  const { title, metadata } = titleAndMetadata(line.slice(REGION.length, -3).trim());
  return {
    cell: {
      type: "markdown",
      source: lines.slice(at + 1, end).join("\n"),
      ...(title !== "" && { title }),
      ...(Object.keys(metadata).length > 0 && { metadata }),
    },
    behind: end + 1,
  };
}

/** A cell of text as it stands in the text: between marks where it would be read as another, or says more. */
export function textOrRegion({ source, title = "", metadata = {} }: TextCell): string {
  const words = [title.replace(/[\r\n]/g, " ").trim(), ...metadataWords(metadata)].filter(
    (word) => word !== "",
  );
  const isPlain = words.length === 0 && !/^\s*\n|\n[^\S\n]*\n[^\S\n]*\n|^<!-- #/.test(source);
  return isPlain ? source : [[REGION, ...words, "-->"].join(" "), source, END_OF_REGION].join("\n");
}
