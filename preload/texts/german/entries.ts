/** A text with `{count}` in the catalogue: its key is the English plural. */
export interface Plural {
  /** The English text for one. */
  readonly singular: string;
  /** The German ones. */
  readonly one: string;
  readonly other: string;
}

/** What the catalogue holds for a text. */
export type Entries = Readonly<Record<string, string | Plural>>;
