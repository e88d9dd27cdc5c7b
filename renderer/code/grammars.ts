/**
 * The grammars by which Tandem reads code, by Monaco's ids of the languages. A language without one is read line by line. They
 * come with Monaco (`grammar-tables.ts`): before, no text is open.
 */
import type { Parser } from "@lezer/common";
import type { Definitions } from "./definitions";

export interface Grammar {
  readonly parser: Parser;
  readonly comments: ReadonlySet<string>;
  /** Strings that may go over several lines. */
  readonly strings: ReadonlySet<string>;
  /** What statements stand in, beside the whole text. */
  readonly blocks: ReadonlySet<string>;
  /** Indentation ends a block, no bracket does. */
  readonly offside: boolean;
  /** Clauses and brackets that never begin a statement, as they stand in code that does not parse. */
  readonly goesOn: RegExp;
  /** What is folded, beside `blocks`: brackets, strings, comments and definitions over several lines. */
  readonly folds: ReadonlySet<string>;
  readonly definitions: Definitions;
}

let grammars: Readonly<Record<string, Grammar>> = {};

/** Called by the module that has them. */
export function setGrammars(all: Readonly<Record<string, Grammar>>): void {
  grammars = all;
}

/** Monaco's ids of the languages that are read by a grammar. */
export function languagesWithGrammar(): readonly string[] {
  return Object.keys(grammars);
}

/** The grammar of a language, by Monaco's id; null where there is none. */
export function grammarOf(language: string): Grammar | null {
  return Object.hasOwn(grammars, language) ? (grammars[language] as Grammar) : null;
}
