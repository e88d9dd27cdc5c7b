/** What a session ran as a script: each request a cell, in the order they were asked; what they gave is not in it. */
import { percentText } from "../notebook/percent-text";
import type { Block, Transcript } from "./transcript";
import { TranscriptWriter, type WrittenFormat } from "./transcript-writer";

/** How languages begin a comment, where not by "#". */
const COMMENTS: Readonly<Record<string, string>> = {
  javascript: "//",
  typescript: "//",
  rust: "//",
  "c++": "//",
  sql: "--",
};

/** @param language of the code, as kernels name it */
export function scriptText(transcript: Transcript, language: string): string {
  return new TranscriptWriter(scriptFormat(language)).write(transcript, true);
}

/** The same for writing it piece by piece. */
export function scriptFormat(language: string): WrittenFormat {
  const comment = COMMENTS[language.toLowerCase()] ?? "#";
  const nothing = () => "";
  return {
    head: "",
    foot: "",
    betweenBlocks: "",
    openBlock: (block) => (isCode(block) ? `${percentText([cellOf(block)], comment)}\n` : ""),
    closeBlock: nothing,
    openLines: nothing,
    lines: nothing,
    closeLines: nothing,
    output: nothing,
  };
}

const isCode = ({ kind, code }: Block) => kind === "request" && code.trim() !== "";

const cellOf = ({ code, prompt, origin }: Block) => ({
  type: "code" as const,
  source: code,
  title: origin?.title ?? prompt.replace(/:$/, ""),
});

const ENDINGS: Readonly<Record<string, string>> = {
  python: "py",
  r: "R",
  julia: "jl",
  javascript: "js",
  typescript: "ts",
  bash: "sh",
  "c++": "cpp",
};

/** The ending of a script, without the dot. */
export const endingOfScript = (language: string): string => ENDINGS[language.toLowerCase()] ?? "txt";
