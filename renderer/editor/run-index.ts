/** The blocks of a shell that cells of files ran, by file and cell: kept up with the transcript's changes alone. */
import { changesBetween } from "../../preload/transcript/changes";
import type { Block, Transcript } from "../../preload/transcript/transcript";

/** Of one cell so many of its newest runs are kept: of several cells with one title each is among them. */
const MOST_RUNS = 100;

export class RunIndex {
  #transcript: Transcript | null = null;
  /** By file and title; the blocks of each by their numbers, oldest first. */
  readonly #runs = new Map<string, Map<number, Block>>();

  take(transcript: Transcript): this {
    if (transcript === this.#transcript) return this;
    const { at, from } = changesBetween(this.#transcript, transcript);
    const { blocks } = transcript;
    this.#transcript = transcript;
    if (from === 0) this.#runs.clear();
    for (const place of at) this.#look(blocks[place] as Block);
    for (let place = from; place < blocks.length; place++) this.#look(blocks[place] as Block);
    return this;
  }

  /** The runs of the cells of that title, newest first. */
  runs(file: string, title: string): readonly Block[] {
    return [...(this.#runs.get(keyOf(file, title))?.values() ?? [])].reverse();
  }

  #look(block: Block): void {
    const { origin, seq } = block;
    if (origin?.title === undefined) return;
    const key = keyOf(origin.file, origin.title);
    let runs = this.#runs.get(key);
    if (!runs) {
      runs = new Map();
      this.#runs.set(key, runs);
    }
    const [oldest] = runs.keys();
    // A block of long ago may change still, which does not make it a newer run.
    if (runs.size >= MOST_RUNS && oldest !== undefined && seq < oldest) return;
    runs.set(seq, block);
    if (runs.size > MOST_RUNS && oldest !== undefined) runs.delete(oldest);
  }
}

const keyOf = (file: string, title: string) => `${file}\n${title}`;
