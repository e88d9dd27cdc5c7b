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
  #text: CodeText;
  readonly #comment: string | null;
  readonly #grammar: Grammar | null;
  #fragments: readonly TreeFragment[] = [];
  #going: PartialParse | null = null;
  #done: Code | null = null;

  /** @param language Monaco's id @param comment what begins a line comment in it, or null */
  constructor(text: string, language: string, comment: string | null) {
    this.#text = new CodeText(text);
    this.#comment = comment;
    this.#grammar = grammarOf(language);
    this.#begin();
  }

  /**
   * Takes the text as it is after changes. All of them count from the same text before; they may come in any order but
   * not overlap.
   */
  change(text: string, changes: readonly TextChange[]): void {
    const ranges: ChangedRange[] = [];
    let moved = 0;
    for (const { from, to, length } of [...changes].sort((a, b) => a.from - b.from)) {
      ranges.push({ fromA: from, toA: to, fromB: from + moved, toB: from + moved + length });
      moved += length - (to - from);
    }
    const fits = this.#text.text.length + moved === text.length;
    this.#fragments = fits ? TreeFragment.applyChanges(this.#fragments, ranges) : [];
    this.#text = new CodeText(text);
    this.#begin();
  }

  /**
   * Goes on reading.
   * @param until where to stop (`performance.now()`, in ms); a single step may take some ms longer
   * @returns the code when it is read, else null
   */
  advance(until: number): Code | null {
    while (!this.#done) {
      const tree = this.#going?.advance();
      if (tree) this.#end(tree);
      else if (performance.now() >= until) break;
    }
    return this.#done;
  }

  /** Reads to the end. */
  finish(): Code {
    return this.advance(Number.POSITIVE_INFINITY) as Code;
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
