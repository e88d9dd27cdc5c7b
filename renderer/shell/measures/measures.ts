/** What a shell is measured in. */
export interface Measures {
  /** Columns of text, and of code, which leaves room for the times at its right. */
  readonly columns: number;
  readonly codeColumns: number;
  /** Height of one row, in px. */
  readonly row: number;
  /** Width for outputs that are not text, in px. */
  readonly width: number;
}
