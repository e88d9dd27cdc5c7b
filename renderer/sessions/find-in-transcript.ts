/** Finds text in a transcript, line by line. */

import { outputText } from "../../preload/transcript/text";
import type { Block, Output, Transcript } from "../../preload/transcript/transcript";
import type { OutputPlace } from "../kernels/unseen";

/** More are never looked at. */
const MOST_FOUND = 200;

export interface FoundLine {
  /** Where it is; output -1 is the block's code. */
  readonly place: OutputPlace;
  readonly prompt: string;
  readonly text: string;
  /** Unique among what was found. */
  readonly id: string;
}

/** The lines that have the text in them, oldest first. Capital letters count only where the text has some. */
export function findInTranscript({ blocks }: Transcript, text: string): readonly FoundLine[] {
  const exact = text !== text.toLowerCase();
  const found: FoundLine[] = [];
  if (text === "") return found;
  for (const block of blocks) {
    for (const [place, line] of linesOf(block)) {
      if (!(exact ? line : line.toLowerCase()).includes(text)) continue;
      const id = `${place.seq}-${place.output}-${place.line}`;
      found.push({ place, prompt: block.prompt, text: line, id });
      if (found.length >= MOST_FOUND) return found;
    }
  }
  return found;
}

function* linesOf(block: Block): Generator<readonly [OutputPlace, string]> {
  const { seq } = block;
  if (block.kind === "request") {
    for (const [line, text] of block.code.split("\n").entries()) yield [{ seq, output: -1, line }, text];
  }
  for (const [output, one] of block.outputs.entries()) {
    const first = firstLine(one);
    for (const [line, text] of outputText(one).split("\n").entries())
      yield [{ seq, output, line: first + line }, text];
  }
}

/** Printed lines keep their numbers when the first ones are not there. */
function firstLine(output: Output): number {
  return output.kind === "stream" || output.kind === "raw" ? (output.from ?? 0) : 0;
}
