/** What the window and the worker for markup say to each other. */

/** "notebook": Markdown of a notebook's cell, in which HTML counts as such. */
export type MarkupLanguage = "markdown" | "latex" | "notebook";

export interface MarkupRequest {
  readonly id: number;
  readonly language: MarkupLanguage;
  readonly source: string;
}

export type MarkupAnswer =
  | { readonly id: number; readonly html: string }
  | { readonly id: number; readonly failed: string };
