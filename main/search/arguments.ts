/** What ripgrep is told of a query. Pure. */
import { availableParallelism } from "node:os";
import type { SearchQuery } from "../../preload/contract/searching";

/** One core is left to the rest of the app. */
const threads = () => String(Math.max(1, availableParallelism() - 1));

/** The pattern and how it is meant; results come as JSON, a line each. */
export function patternArguments(query: SearchQuery): string[] {
  const { text, regexp, matchCase, word, replacement } = query;
  return [
    "--json",
    "--no-config",
    "--crlf",
    "--regex-size-limit=10M",
    "--threads",
    threads(),
    matchCase ? "--case-sensitive" : "--ignore-case",
    ...(word ? ["--word-regexp"] : []),
    ...(regexp ? [] : ["--fixed-strings"]),
    ...(regexp && text.includes("\\n") ? ["--multiline"] : []),
    ...(replacement === null ? [] : [`--replace=${template(replacement, regexp)}`]),
    `--regexp=${text}`,
  ];
}

/** Which files: hidden ones too, but for what Git itself keeps. */
export function fileArguments({ include, exclude, ignored }: SearchQuery): string[] {
  return [
    "--hidden",
    "--no-require-git",
    ...(ignored ? [] : ["--no-ignore"]),
    ...include.flatMap((glob) => either(glob)).map((glob) => `--glob=${glob}`),
    ...["**/.git/**", ...exclude.flatMap(either)].map((glob) => `--glob=!${glob}`),
  ];
}

/** A name means a file of that name, and all that a folder of that name holds. */
function either(glob: string): string[] {
  const plain = glob.replace(/^\.\//, "").replace(/\/$/, "");
  return plain.endsWith("*") ? [plain] : [plain, `${plain}/**`];
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\\": "\\" };

/** A replacement as ripgrep reads it: `$1` ends with its digits, `\n` and `\t` are what they are elsewhere. */
export function template(written: string, regexp: boolean): string {
  if (!regexp) return written.replaceAll("$", "$$$$");
  return written
    .replace(/\\([ntr\\])/g, (_, sign: string) => ESCAPES[sign] ?? sign)
    .replace(/\$\$|\$&|\$(\d{1,3})/g, (found, group: string | undefined) =>
      group === undefined ? (found === "$&" ? "${0}" : found) : `\${${group}}`,
    );
}
