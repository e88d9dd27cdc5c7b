/** A transcript as plain text: what "Copy all output" gives, and what a terminal client prints. */

import { printedLines, stripAnsi } from "./terminal";
import type { Block, Lines, Output, Transcript } from "./transcript";
import { TranscriptWriter, type WrittenFormat } from "./transcript-writer";

/** The whole transcript; blocks are parted by an empty line. Ends with a line feed unless it is empty. */
export function transcriptText(transcript: Transcript): string {
  return new TranscriptWriter(TEXT_FORMAT).write(transcript, true);
}

/** A transcript as text, for writing it piece by piece. */
export const TEXT_FORMAT: WrittenFormat = {
  head: "",
  foot: "",
  betweenBlocks: "\n",
  openBlock: (block) => (block.kind === "request" ? `${codeText(block)}\n` : ""),
  closeBlock: (_block, empty) => (empty ? "\n" : ""),
  openLines: () => "",
  lines: (output, from, to) => `${textOfLines(output.lines, from, to)}\n`,
  closeLines: () => "",
  output: (output) => {
    const text = outputText(output);
    return text === "" ? "" : `${text}\n`;
  },
};

/** One block: prompt and code, then each output. */
export function blockText(block: Block): string {
  const parts: string[] = [];
  if (block.kind === "request") parts.push(codeText(block));
  const outputs = outputsText(block);
  if (outputs !== "") parts.push(outputs);
  return parts.join("\n");
}

/** The outputs of a block one after another, without a line feed at the end. */
export function outputsText(block: Block): string {
  return block.outputs
    .map(outputText)
    .filter((text) => text !== "")
    .join("\n");
}

/** The same without the prompts of what it returned, for where the block's own prompt does not stand either. */
export function bareOutputsText(block: Block): string {
  const outputs = block.outputs.map((output) => {
    if (output.kind !== "display" || output.executionCount === undefined) return output;
    const { executionCount: _count, ...rest } = output;
    return rest;
  });
  return outputsText({ ...block, outputs });
}

/** "In [1]: for i in x:", and its next lines after dots. */
function codeText({ prompt, code }: Block): string {
  return `${prompt} ${code.split("\n").join(`\n${"...:".padStart(prompt.length)} `)}`;
}

/** One output, without a line feed at its end. Pictures and the like are named by their type. */
export function outputText(output: Output): string {
  const text = colouredText(output);
  return output.kind === "display" && text.includes("\x1b") ? stripAnsi(text) : text;
}

/** The same with the escape sequences that the text of a display has, for a terminal: the pages of `name?` have colours. */
export function colouredText(output: Output): string {
  switch (output.kind) {
    case "stream":
    case "raw":
      return linesText(output.lines, output.from);
    case "error":
      return linesText(output.traceback);
    case "display": {
      const text = plainText(output.data) ?? `[${Object.keys(output.data)[0] ?? "nothing"}]`;
      const prompt = output.executionCount === undefined ? "" : `Out[${output.executionCount}]: `;
      // A table begins under its prompt, so that its columns stay in line.
      return prompt !== "" && text.includes("\n") ? `${prompt}\n${text}` : prompt + text;
    }
    case "input":
      return output.prompt + (output.answer ?? "");
    case "event":
      // The last words of a kernel are among its raw output already.
      return output.sentence;
    case "absent":
      return "";
  }
}

/** Printed lines from line `from` on. */
export function linesText(lines: Lines, from = 0): string {
  return textOfLines(lines, from, printedLines(lines));
}

function textOfLines(lines: Lines, from: number, to: number): string {
  const texts: string[] = [];
  for (let i = from; i < to; i++) texts.push(lines[i]?.text ?? "");
  return texts.join("\n");
}

/** Text without the line feeds at its end. */
export function withoutLastFeeds(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === "\n") end -= 1;
  return text.slice(0, end);
}

/** The `text/plain` of a mime bundle: a string, or lines as nbformat has them. */
export function plainText(data: Readonly<Record<string, unknown>>): string | undefined {
  return mimeText(data["text/plain"]);
}

/** A mime bundle's value as text, or undefined when it is none. */
export function mimeText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (Array.isArray(value) && value.every((part) => typeof part === "string")) return value.join("");
  return undefined;
}
