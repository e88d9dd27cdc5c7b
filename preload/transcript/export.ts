/** A transcript as a file for others: plain text, a page to look at, or a notebook. */
import { htmlPage } from "./export-html";
import { notebook } from "./export-notebook";
import { transcriptText } from "./text";
import type { Transcript } from "./transcript";

export type ExportFormat = "text" | "html" | "ipynb";

/** What the file says of where it comes from. */
export interface ExportedSession {
  /** As the shell is named: "Python 3 (ipykernel)". */
  readonly name: string;
  /** Of the kernel, as Jupyter names it: "python". */
  readonly language: string;
}

/** Extension of the file of each format, without the dot. */
export const EXPORT_EXTENSIONS: Readonly<Record<ExportFormat, string>> = {
  text: "txt",
  html: "html",
  ipynb: "ipynb",
};

/** The content of the file. It holds what the transcript shows: what was cleared from view or deleted is left out. */
export function exportTranscript(
  transcript: Transcript,
  format: ExportFormat,
  about: ExportedSession,
): string {
  switch (format) {
    case "text":
      return transcriptText(transcript);
    case "html":
      return htmlPage(transcript, about.name);
    case "ipynb":
      return notebook(transcript, about.language);
  }
}
