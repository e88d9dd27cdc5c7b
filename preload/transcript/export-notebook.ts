/** A transcript as a Jupyter notebook (nbformat 4.5): one code cell for each request, in the order they were asked. */
import { lineWithColours } from "./sgr-text";
import { printedLines } from "./terminal";
import { blockText, outputText } from "./text";
import type { Block, Output, Transcript } from "./transcript";

/** The notebook as JSON text; `language` is the kernel's. */
export function notebook(transcript: Transcript, language: string): string {
  const content = {
    cells: transcript.blocks.map(cell),
    metadata: { language_info: { name: language.toLowerCase() } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(content, null, 1)}\n`;
}

function cell(block: Block): object {
  const id = `block-${block.seq}`;
  // What belongs to no request is no cell's output: it stands as it was printed.
  if (block.kind === "kernel")
    return { cell_type: "raw", id, metadata: {}, source: sourceLines(blockText(block)) };
  return {
    cell_type: "code",
    id,
    execution_count: executionCount(block),
    metadata: {},
    source: sourceLines(block.code),
    outputs: cellOutputs(block),
  };
}

/** What a block gave, as the outputs of a notebook's cell, in the form in which nbformat writes them. */
export function cellOutputs(block: Block): object[] {
  return block.outputs.flatMap(cellOutput).map((output) => sorted(output) as object);
}

/** The same with the names of all objects in the order of the alphabet. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, each]) => [name, sorted(each)]));
}

/** Text in lines, as nbformat splits it: of types that are text, and two that only look like something else. */
function inLines(data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data).map(([type, value]) => [
      type,
      typeof value === "string" && (type.startsWith("text/") || ALSO_TEXT.has(type))
        ? sourceLines(value)
        : value,
    ]),
  );
}
const ALSO_TEXT = new Set(["application/javascript", "image/svg+xml"]);

/** The number of a block's run; null where it has none. */
export function executionCount({ prompt }: Block): number | null {
  const count = /^In \[(\d+)\]:$/.exec(prompt)?.[1];
  return count === undefined ? null : Number(count);
}

function cellOutput(output: Output): object[] {
  switch (output.kind) {
    case "stream":
    case "raw": {
      const text = output.lines
        .slice(output.from ?? 0)
        .map(lineWithColours)
        .join("\n");
      return text === "" ? [] : [stream(output.name, text)];
    }
    case "display": {
      const { metadata, executionCount: count } = output;
      const data = inLines(output.data);
      if (count === undefined) return [{ output_type: "display_data", data, metadata }];
      return [{ output_type: "execute_result", execution_count: count, data, metadata }];
    }
    case "error":
      return [
        {
          output_type: "error",
          ename: output.name,
          evalue: output.value,
          traceback: output.traceback.slice(0, printedLines(output.traceback)).map(lineWithColours),
        },
      ];
    case "input":
    case "event":
      return [stream("stdout", `${outputText(output)}\n`)];
    case "absent":
      return [];
  }
}

const stream = (name: string, text: string) => ({
  output_type: "stream",
  name,
  text: sourceLines(text),
});

/** Lines with their line feeds, as nbformat writes text of several lines. */
function sourceLines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}
