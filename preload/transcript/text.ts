/** A transcript as plain text: what "Copy all output" gives, and what a terminal client prints. */

import { printedLines } from "./terminal";
import type { Block, Lines, Output, Transcript } from "./transcript";

/** The whole transcript; blocks are parted by an empty line. Ends with a line feed unless it is empty. */
export function transcriptText(transcript: Transcript): string {
  return transcript.blocks.map((block) => `${blockText(block)}\n`).join("\n");
}

/** One block: prompt and code, then each output. */
export function blockText(block: Block): string {
  const parts: string[] = [];
  if (block.kind === "request") {
    const indent = `${"...:".padStart(block.prompt.length)} `;
    parts.push(`${block.prompt} ${block.code.split("\n").join(`\n${indent}`)}`);
  }
  for (const output of block.outputs) {
    const text = outputText(output);
    if (text !== "") parts.push(text);
  }
  return parts.join("\n");
}

/** One output, without a line feed at its end. Pictures and the like are named by their type. */
export function outputText(output: Output): string {
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
  }
}

/** Printed lines from line `from` on. */
export function linesText(lines: Lines, from = 0): string {
  const texts: string[] = [];
  for (let i = from; i < printedLines(lines); i++) texts.push(lines[i]?.text ?? "");
  return texts.join("\n");
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
