/** The language that people read, and how numbers and times are written in it. One per process: a window, main. */

/** Languages that the catalogue has. */
export const LANGUAGES = ["en", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

let tag = "en";

/**
 * Sets the language of this process. To be called before anything is said: a window does so before its other modules,
 * so that texts which stand in constants are right as well.
 * @param wanted a language tag such as "de-AT"; one that the catalogue has not is taken as English
 */
export function setLanguage(wanted: string): void {
  tag = knownTag(wanted);
  numbers = new Intl.NumberFormat(tag);
  plurals = new Intl.PluralRules(tag);
}

/** The tag itself when the catalogue has its language, else "en". */
export function knownTag(wanted: string): string {
  const [language] = wanted.split("-");
  return LANGUAGES.some((known) => known === language?.toLowerCase()) ? wanted : "en";
}

/** The language of the catalogue that is spoken now. */
export function language(): Language {
  return tag.toLowerCase().startsWith("de") ? "de" : "en";
}

/** For Intl: the whole tag with its region, "en-GB". */
export function locale(): string {
  return tag;
}

let numbers = new Intl.NumberFormat(tag);
let plurals = new Intl.PluralRules(tag);

/** A number as it is written: "12,345.5", German "12.345,5". */
export function formatNumber(number: number): string {
  return numbers.format(number);
}

/** Which form a counted word takes. */
export function pluralForm(count: number): "one" | "other" {
  return plurals.select(count) === "one" ? "one" : "other";
}
