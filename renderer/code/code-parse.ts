/** Keeps a text's syntax tree up with its changes: what did not change is taken over, and the work can be sliced. */
import { type ChangedRange, type PartialParse, type Tree, TreeFragment } from "@lezer/common";
import type { Code } from "./code";
import { CodeText } from "./code-text";
import { type Grammar, grammarOf } from "./grammars";

/** A change of the text: `length` units were put in place of those from `from` to `to` of the text before. */
export interface TextChange {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

export class CodeParse {
  /** The text that is read, or was last. */
  #text: CodeText;
  /** Gives the text as it is now, where that is another one; it is taken only when it is read on. */
  #newer: (() => string) | null = null;
  /** How long the text is after all changes. */
  #length: number;
  readonly #comment: string | null;
  readonly #grammar: Grammar | null;
  #fragments: readonly TreeFragment[] = [];
  #going: PartialParse | null = null;
  #done: Code | null = null;

  /** @param language Monaco's id @param comment what begins a line comment in it, or null */
  constructor(text: string, language: string, comment: string | null) {
    this.#text = new CodeText(text);
    this.#length = text.length;
    this.#comment = comment;
    this.#grammar = grammarOf(language);
    this.#begin();
  }

  /**
   * Is told of changes. All of them count from the same text before; they may come in any order but not overlap.
   * @param text gives the text after them: a long one is not put together for each key
   */
  change(text: () => string, changes: readonly TextChange[]): void {
    const ranges: ChangedRange[] = [];
    let moved = 0;
    for (const { from, to, length } of [...changes].sort((a, b) => a.from - b.from)) {
      ranges.push({ fromA: from, toA: to, fromB: from + moved, toB: from + moved + length });
      moved += length - (to - from);
    }
    this.#length += moved;
    this.#fragments = TreeFragment.applyChanges(this.#fragments, ranges);
    this.#newer = text;
    this.#going = null;
    this.#done = null;
  }

  /**
   * Goes on reading.
   * @param until where to stop (`performance.now()`, in ms); a single step may take some ms longer
   * @returns the code when it is read, else null
   */
  advance(until: number): Code | null {
    if (this.#newer) this.#take(this.#newer());
    while (!this.#done) {
      const tree = this.#going?.advance();
      if (tree) this.#end(tree);
      else if (performance.now() >= until) break;
    }
    return this.#done;
  }

  /** Whether the text is read with all its changes. */
  get isDone(): boolean {
    return this.#done !== null;
  }

  /** Reads to the end. */
  finish(): Code {
    return this.advance(Number.POSITIVE_INFINITY) as Code;
  }

  #take(text: string): void {
    // Changes that do not lead there are none to build on.
    if (text.length !== this.#length) this.#fragments = [];
    this.#text = new CodeText(text);
    this.#length = text.length;
    this.#newer = null;
    this.#begin();
  }

  #begin(): void {
    this.#done = null;
    this.#going = this.#grammar?.parser.startParse(this.#text.text, this.#fragments) ?? null;
    if (!this.#grammar) this.#done = { text: this.#text, comment: this.#comment, syntax: null };
  }

  #end(tree: Tree): void {
    this.#going = null;
    this.#fragments = TreeFragment.addTree(tree);
    this.#done = {
      text: this.#text,
      comment: this.#comment,
      syntax: this.#grammar && { grammar: this.#grammar, tree },
    };
  }
}
