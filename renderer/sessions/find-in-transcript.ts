/** Finds text in a transcript, line by line. */
import { blockText } from "../../preload/transcript/text";
import type { Transcript } from "../../preload/transcript/transcript";

/** More are never looked at. */
const MOST_FOUND = 200;

export interface FoundLine {
  /** Number of the block, and its prompt. */
  readonly seq: number;
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
    const lines = blockText(block).split("\n");
    for (const [i, line] of lines.entries()) {
      if (!(exact ? line : line.toLowerCase()).includes(text)) continue;
      found.push({ seq: block.seq, prompt: block.prompt, text: line, id: `${block.seq}-${i}` });
      if (found.length >= MOST_FOUND) return found;
    }
  }
  return found;
}
