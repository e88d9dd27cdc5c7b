/**
 * Every text that a person reads, in the language of this process. The English text is the key, as with gettext: code
 * stays readable, and a text that the catalogue has not does not compile.
 *
 *     t("Restart kernel")                    "Kernel neu starten"
 *     t("{count} lines", { count: 1 })       "1 line", "1 Zeile": its entry has the forms of both languages
 */

import type { Plural } from "./german/entries";
import { german } from "./german/german";
import { formatNumber, language, pluralForm } from "./language";

/** A text of the catalogue, in English. */
export type Text = keyof typeof german;

/** The names in braces of a text. */
export type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Names<Rest>
  : never;

/** What stands for the names of a text; none where it has no names. */
export type Values<T extends string, Value> = [Names<T>] extends [never]
  ? []
  : [values: Readonly<Record<Names<T>, Value>>];

const NAME = /\{(\w+)\}/;

/**
 * A text of the catalogue in the language of this process.
 * @param values by name; numbers are written as the language does (give a string for what is no quantity, such as the
 * number of a line), and `count` decides between singular and plural
 */
export function t<T extends Text>(text: T, ...[values]: Values<T, string | number>): string {
  const given: Readonly<Record<string, string | number>> = values ?? {};
  return pieces(text, given.count)
    .map((piece, index) => (index % 2 === 0 ? piece : written(given[piece])))
    .join("");
}

/**
 * A text cut at its names: text, name, text, ..., so that something other than text can be put in.
 * @param count decides between singular and plural where the text has both
 */
export function pieces(text: Text, count?: unknown): readonly string[] {
  return formOf(text, typeof count === "number" ? count : 2).split(NAME);
}

function formOf(text: Text, count: number): string {
  const entry: string | Plural = german[text];
  const shown = language();
  if (typeof entry === "string") return shown === "de" ? entry : text.replace(MEANING, "");
  const form = pluralForm(count);
  if (shown === "de") return entry[form];
  return form === "one" ? entry.singular : text.replace(MEANING, "");
}

/** What an English text means, where German has two words for it: "Open|state". It is not shown. */
const MEANING = /\|[a-z ]+$/;

function written(value: string | number | undefined): string {
  return typeof value === "number" ? formatNumber(value) : (value ?? "");
}
