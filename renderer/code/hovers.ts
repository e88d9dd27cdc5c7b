/** What language servers say of a name at a place of an open file, for whoever shows it elsewhere than at the pointer. */
import type { monaco } from "./monaco";

/** Says it as Markdown; null where it knows nothing. */
export type HoverSource = (
  model: monaco.editor.ITextModel,
  position: monaco.IPosition,
) => Promise<string | null>;

const sources = new Map<HoverSource, ReadonlySet<string>>();

/** Adds one for some of Monaco's languages; returns a function that takes it away. */
export function addHoverSource(languages: readonly string[], source: HoverSource): () => void {
  sources.set(source, new Set(languages));
  return () => sources.delete(source);
}

/** What the servers of the file's language say, one after another; null where they say nothing. */
export async function askHovers(
  model: monaco.editor.ITextModel,
  position: monaco.IPosition,
): Promise<string | null> {
  const language = model.getLanguageId();
  const asked = [...sources].filter(([, languages]) => languages.has(language));
  const said = await Promise.all(asked.map(([source]) => source(model, position).catch(() => null)));
  return said.filter((one) => one !== null && one.trim() !== "").join("\n\n---\n\n") || null;
}
