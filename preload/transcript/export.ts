/** A transcript as a file for others: plain text, a page to look at or to print, Markdown, a notebook, or a script. */
import { htmlFormat, htmlPage } from "./export-html";
import { markdownFormat, markdownText } from "./export-markdown";
import { notebook } from "./export-notebook";
import { endingOfScript, scriptFormat, scriptText } from "./export-script";
import { TEXT_FORMAT, transcriptText } from "./text";
import type { Transcript } from "./transcript";
import type { WrittenFormat } from "./transcript-writer";

export type ExportFormat = "text" | "html" | "pdf" | "markdown" | "ipynb" | "script";

/** What the file says of where it comes from. */
export interface ExportedSession {
  /** As the shell is named: "Python 3 (ipykernel)". */
  readonly name: string;
  /** Of the kernel, as Jupyter names it: "python". */
  readonly language: string;
}

const EXTENSIONS: Readonly<Record<Exclude<ExportFormat, "script">, string>> = {
  text: "txt",
  html: "html",
  pdf: "pdf",
  markdown: "md",
  ipynb: "ipynb",
};

/** Extension of the file of a format, without the dot. @param language of the kernel, as Jupyter names it */
export function exportExtension(format: ExportFormat, language: string): string {
  return format === "script" ? endingOfScript(language) : EXTENSIONS[format];
}

/** The content of the file; of a PDF the page that is printed. It holds what the transcript shows: what was cleared from view or deleted is left out. */
export function exportTranscript(
  transcript: Transcript,
  format: ExportFormat,
  about: ExportedSession,
): string {
  switch (format) {
    case "text":
      return transcriptText(transcript);
    case "html":
    case "pdf":
      return htmlPage(transcript, about.name);
    case "markdown":
      return markdownText(transcript, about.name, about.language.toLowerCase());
    case "script":
      return scriptText(transcript, about.language);
    case "ipynb":
      return notebook(transcript, about.language);
  }
}

/** A format that is written piece by piece; a notebook is none. */
export type PieceFormat = Exclude<ExportFormat, "ipynb">;

/** How a transcript is written in it. */
export function writtenFormat(format: PieceFormat, { name, language }: ExportedSession): WrittenFormat {
  switch (format) {
    case "text":
      return TEXT_FORMAT;
    case "html":
    case "pdf":
      return htmlFormat(name);
    case "markdown":
      return markdownFormat(name, language.toLowerCase());
    case "script":
      return scriptFormat(language);
  }
}

/** The format that a file's ending says, among those that are written piece by piece; null where it says none. */
export function formatOfEnding(path: string): PieceFormat | null {
  const ending = /\.(\w{1,8})$/.exec(path)?.[1]?.toLowerCase();
  const known: Readonly<Record<string, PieceFormat>> = {
    txt: "text",
    html: "html",
    htm: "html",
    pdf: "pdf",
    md: "markdown",
  };
  return ending === undefined ? null : (known[ending] ?? null);
}
