/** A transcript as Markdown: the code of each request as a block of its language, and what it gave below. */
import { pictureSource } from "./export-html";
import { outputText, plainText } from "./text";
import type { Output, Transcript } from "./transcript";
import { TranscriptWriter, type WrittenFormat } from "./transcript-writer";

/** @param language of the code, as kernels name it */
export function markdownText(transcript: Transcript, name: string, language: string): string {
  return new TranscriptWriter(markdownFormat(name, language)).write(transcript, true);
}

/** More backticks than a text can have in a row at the beginning of a line that is shown: it is looked at once. */
function fenceFor(text: string): string {
  let most = 2;
  for (const line of text.split("\n")) {
    let count = 0;
    while (line[count] === "`") count++;
    most = Math.max(most, count);
  }
  return "`".repeat(most + 1);
}

function block(text: string, language = ""): string {
  if (text.trim() === "") return "";
  const fence = fenceFor(text);
  return `${fence}${language}\n${text}\n${fence}\n\n`;
}

/** Printed lines come in pieces, so that nobody knows yet what they hold: of their lines none closes such a fence. */
const LONG_FENCE = "`".repeat(12);

/** The same for writing it piece by piece. */
export function markdownFormat(name: string, language: string): WrittenFormat {
  return {
    head: `# ${name.replace(/[\r\n]/g, " ")}\n\n`,
    foot: "",
    betweenBlocks: "",
    openBlock: ({ kind, code }) => (kind === "request" ? block(code, language) : ""),
    closeBlock: () => "",
    openLines: () => `${LONG_FENCE}text\n`,
    lines: ({ lines }, from, to) =>
      lines
        .slice(from, to)
        .map(({ text }) => `${text}\n`)
        .join(""),
    closeLines: () => `${LONG_FENCE}\n\n`,
    output: outputMarkdown,
  };
}

function outputMarkdown(output: Exclude<Output, { kind: "stream" | "raw" }>): string {
  if (output.kind !== "display") return block(outputText(output), "text");
  const words = (plainText(output.data) ?? "").split("\n")[0] ?? "";
  const picture = pictureSource(output.data);
  if (picture) return `![${words.replace(/[[\]\\`<>]/g, " ").trim() || "Picture"}](${picture})\n\n`;
  const { executionCount: _count, ...rest } = output;
  return block(outputText(rest), "text");
}
