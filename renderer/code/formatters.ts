/** Formatting whole files and selections: who does it for which language, and how its text comes into the file. */
import { t } from "../../preload/texts/texts";
import { keepCursorAtEnd } from "./cursor-at-end";
import { type Document, textOf } from "./documents";
import { codeEditor } from "./instance";
import { smallestEdits, type TextEdit } from "./smallest-edits";

/** Lines from 1, both included. */
export interface Lines {
  readonly from: number;
  readonly to: number;
}

export interface Formatter {
  /** Whether it formats this file now. */
  readonly formats: (document: Document) => boolean;
  /**
   * The text as it is to be, with "\n" at the line ends.
   * @throws Error with a sentence when it cannot be formatted
   */
  readonly format: (document: Document, text: string) => Promise<string>;
}

/** The first one that formats a file does it. */
const formatters: Formatter[] = [];

export function registerFormatter(formatter: Formatter): void {
  formatters.push(formatter);
}

export function formatterOf(document: Document): Formatter | undefined {
  return formatters.find((formatter) => formatter.formats(document));
}

/** What formatting did. */
export type Formatted = "changed" | "same" | "outdated" | "none";

/**
 * Formats a file, or the lines of it that are given: as few edits as can be, which one undo takes back.
 * @returns "outdated" when the text was changed meanwhile and nothing was done; "none" where nobody formats it
 * @throws Error with a sentence when it cannot be formatted
 */
export async function format(document: Document, lines?: Lines): Promise<Formatted> {
  const formatter = formatterOf(document);
  if (formatter) return takeText(document, (text) => formatter.format(document, text), lines);
  // What Monaco's own workers and language servers format goes through the editor.
  const editor = codeEditor.get();
  if (editor?.getModel() !== document.model) return "none";
  const action = editor.getAction(lines ? "editor.action.formatSelection" : "editor.action.formatDocument");
  if (!action?.isSupported()) return "none";
  const before = document.model.getAlternativeVersionId();
  await action.run();
  return document.model.getAlternativeVersionId() === before ? "same" : "changed";
}

/** Replaces a file's text by what is made of it, in as few edits as can be; see `format`. */
export async function takeText(
  document: Document,
  make: (text: string) => Promise<string>,
  lines?: Lines,
): Promise<Formatted> {
  const { model } = document;
  const version = model.getVersionId();
  const made = await make(textOf(document));
  if (model.isDisposed() || model.getVersionId() !== version) return "outdated";
  const edits = smallestEdits(model.getLinesContent(), made.split("\n")).filter(
    ({ range }) => !lines || touches(range, lines),
  );
  if (edits.length === 0) return "same";
  model.pushStackElement();
  keepCursorAtEnd(model, () => model.pushEditOperations([], edits, () => null));
  model.pushStackElement();
  return "changed";
}

function touches(
  { startLineNumber, endLineNumber, endColumn }: TextEdit["range"],
  { from, to }: Lines,
): boolean {
  // Lines that are taken out whole end at the start of the next one, and lines that come in begin there.
  const last = endColumn === 1 && endLineNumber > startLineNumber ? endLineNumber - 1 : endLineNumber;
  return startLineNumber <= to && last >= from;
}

/** The sentence for a file whose text was changed while it was formatted. */
export function outdatedSentence(name: string): string {
  return t("{name} was changed while it was formatted, so it was left as it is.", { name });
}
