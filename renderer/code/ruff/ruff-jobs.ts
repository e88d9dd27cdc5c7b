/** What the window asks Ruff's worker, and what it answers. Lines and columns count from 1, in UTF-16 units. */

export interface Edit {
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
  readonly text: string;
}

/** What Ruff found. */
export interface Finding {
  /** The rule's code ("F401"), or "invalid-syntax". */
  readonly code: string;
  readonly message: string;
  readonly unnecessary: boolean;
  readonly deprecated: boolean;
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
  readonly fix: { readonly title: string; readonly edits: readonly Edit[] } | null;
}

/** The text that is worked on has "\n" at its line ends. */
export interface RuffJob {
  readonly do: "check" | "format" | "fixAll" | "organize";
  readonly text: string;
  /** As Ruff takes them. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Codes, or their beginnings, that are ignored in this file. */
  readonly ignored: readonly string[];
}

export type RuffResult =
  | { readonly is: "found"; readonly findings: readonly Finding[] }
  /** The whole text, as it is to be. */
  | { readonly is: "text"; readonly text: string }
  /** It does not parse; `line` null where Ruff does not say. */
  | { readonly is: "unparsed"; readonly line: number | null; readonly reason: string }
  /** Ruff does not take the options. */
  | { readonly is: "refused"; readonly reason: string }
  /** Ruff failed in itself: its worker is of no use any more. */
  | { readonly is: "crashed"; readonly reason: string };

export interface ToRuff {
  readonly id: number;
  readonly job: RuffJob;
}

export interface FromRuff {
  readonly id: number;
  readonly result: RuffResult;
}
