/** What is known of all blocks of a transcript together, kept up with its changes alone. */
import { useRef } from "react";
import { changesBetween } from "../../../preload/transcript/changes";
import type { Block, Transcript } from "../../../preload/transcript/transcript";
import { columnsOfPrompt } from "../measures/short-prompt";

export class Outline {
  #transcript: Transcript | null = null;
  #longestPrompt = 0;
  /** Prompts of the blocks that run, by their numbers. */
  readonly #running = new Map<number, string>();

  take(transcript: Transcript): this {
    if (transcript === this.#transcript) return this;
    const { at, from } = changesBetween(this.#transcript, transcript);
    this.#transcript = transcript;
    if (from === 0) {
      this.#longestPrompt = 0;
      this.#running.clear();
    }
    const { blocks } = transcript;
    for (const place of at) this.#look(blocks[place] as Block);
    for (let place = from; place < blocks.length; place++) this.#look(blocks[place] as Block);
    return this;
  }

  /** Columns that the longest prompt needs in the gutter. */
  get longestPrompt(): number {
    return this.#longestPrompt;
  }

  /** What queued requests wait for: "In [7]"; null where nothing runs that has a number. */
  get runningPrompt(): string | null {
    const prompt = this.#running.get(Math.max(...this.#running.keys()));
    return prompt?.startsWith("In [") ? prompt.slice(0, -1) : null;
  }

  #look({ seq, state, prompt }: Block): void {
    this.#longestPrompt = Math.max(this.#longestPrompt, columnsOfPrompt(prompt));
    if (state === "running") this.#running.set(seq, prompt);
    else this.#running.delete(seq);
  }
}

/** The outline of a transcript that a component follows. */
export function useOutline(transcript: Transcript): Outline {
  return useRef(new Outline()).current.take(transcript);
}
