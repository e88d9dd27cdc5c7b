/** Chunks of code in Markdown (MyST, Quarto, R Markdown) as cells, each in a language of its own. */
import {
  closingOf,
  type Fence,
  fenceOf,
  languageOfEngine,
  languageOfHeader,
} from "../../preload/notebook/fences";
import { mystOptions } from "../../preload/notebook/jupytext";
import type { Cell, Chunk } from "./cells";
import type { CodeText } from "./code-text";
import { languageOfKernel } from "./languages";

/** Longer ones are not shown as a title, in UTF-16 units. */
const LONGEST_LABEL = 100;

/** The cells of a text of Markdown: its chunks, and what stands between them, which does not run. Without chunks none. */
export function chunkCells(text: CodeText): readonly Cell[] {
  const lines = text.lines(1, text.lineCount);
  const cells: Cell[] = [];
  let proseFrom = 1;
  const endProse = (to: number) => {
    if (to >= proseFrom)
      cells.push({ title: "", titleColumn: 1, from: proseFrom, to, hasTitle: false, kind: "markdown" });
  };
  let named: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const fence = fenceOf(lines[at] as string);
    if (!fence) continue;
    const end = closingOf(lines, at, fence);
    const isMyst = fence.chunk === "code-cell";
    const engine = isMyst
      ? fence.argument.split(/\s/)[0] || (named ??= languageOfHeader(lines) ?? "python")
      : fence.chunk;
    const language = engine === null ? null : languageOfEngine(engine);
    if (language !== null) {
      endProse(at);
      const inside = lines.slice(at + 1, end);
      const skipped = isMyst ? mystOptions(inside).from : 0;
      const to = Math.min(end + 1, lines.length);
      cells.push({
        ...titleOf(fence, lines[at] as string, inside),
        from: at + 1,
        to,
        hasTitle: true,
        chunk: {
          language: languageOfKernel(language)?.id ?? language,
          from: at + 2 + skipped,
          to: end,
          evaluated: isEvaluated(fence, inside),
        },
      });
      proseFrom = to + 1;
    }
    at = end;
  }
  if (cells.length === 0) return [];
  endProse(lines.length);
  return cells;
}

/** A chunk's own name: R Markdown's behind the engine, Quarto's in its options. */
function titleOf({ options }: Fence, line: string, inside: readonly string[]) {
  const first = options.split(",")[0]?.trim() ?? "";
  const label = first !== "" && !first.includes("=") ? first : optionOf(inside, "label");
  const title = (label ?? "").slice(0, LONGEST_LABEL);
  // One that stands in its options is named by it, and is not drawn as a title.
  return { title, titleColumn: title === "" ? 1 : line.indexOf(title) + 1 };
}

/** What Quarto's `#| name: value` lines at the beginning of a chunk say. */
function optionOf(inside: readonly string[], name: string): string | undefined {
  for (const line of inside) {
    const begin = /^(?:#|\/\/|--) ?\|/.exec(line)?.[0];
    if (begin === undefined) return undefined;
    const [said, value] = [line.slice(begin.length).trim(), `${name}:`];
    if (said.startsWith(value)) return said.slice(value.length).trim();
  }
  return undefined;
}

/** Whether it runs with the whole file: `eval=FALSE` and `#| eval: false` say that it does not. */
function isEvaluated({ options }: Fence, inside: readonly string[]): boolean {
  const said = options.split(",").map((each) => each.replace(/\s/g, "").toLowerCase());
  if (said.includes("eval=false") || said.includes("eval=f")) return false;
  return optionOf(inside, "eval")?.toLowerCase() !== "false";
}

/** The chunk that is meant at a line: the one that holds it, else the nearest before it, else the first. */
export function chunkNear(cells: readonly Cell[], line: number): Chunk | undefined {
  let near: Chunk | undefined;
  for (const { chunk, from } of cells) {
    if (!chunk) continue;
    if (near && from > line) break;
    near = chunk;
  }
  return near;
}
