/** Reads input as a program: JavaScript with `await`, `import` and `export` at top level, or TypeScript. */
import { type Options, type Program, parse } from "acorn";
import { stripTypes } from "./typescript";

export type Parsed =
  | { readonly status: "program"; readonly code: string; readonly program: Program }
  | { readonly status: "incomplete" }
  /** `reason` is said by the JavaScript parser, with its place "(line:column)". */
  | { readonly status: "invalid"; readonly reason: string };

const options: Options = {
  ecmaVersion: "latest",
  sourceType: "script",
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowHashBang: true,
  ranges: false,
};

/**
 * JavaScript is taken as it is. Only what is no JavaScript is tried as TypeScript, because some valid JavaScript
 * means something else there (`a < b > (c)`).
 */
export function parseInput(code: string): Parsed {
  // As in node:repl, what looks like an object literal is one.
  const literal = /^\s*\{/.test(code) && !/;\s*$/.test(code) ? parseJavaScript(`(${code}\n)`) : undefined;
  if (literal?.status === "program") return literal;
  const javascript = parseJavaScript(code);
  if (javascript.status !== "invalid") return javascript;
  try {
    const typescript = parseJavaScript(stripTypes(code));
    return typescript.status === "program" ? typescript : javascript;
  } catch (error) {
    return endsTooEarly(error, code) ? { status: "incomplete" } : javascript;
  }
}

function parseJavaScript(code: string): Parsed {
  try {
    return { status: "program", code, program: parse(code, options) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return isRecoverable(error, code)
      ? { status: "incomplete" }
      : { status: "invalid", reason: error.message };
  }
}

/** Whether more text could mend the error: the rule of node:repl's `Recoverable`. */
function isRecoverable(error: SyntaxError & { pos?: number; raisedAt?: number }, code: string): boolean {
  if (/Unterminated (template|comment)/.test(error.message)) return true;
  if (/Unterminated string constant/.test(error.message)) return /\\\r?\n?$/.test(code);
  const end = code.trimEnd().length;
  return (error.pos ?? 0) >= end && /Unexpected (token|end)/.test(error.message);
}

/** Whether sucrase found its error at the end of the text: it names the place as "(line:column)". */
function endsTooEarly(error: unknown, code: string): boolean {
  const place = /\((\d+):(\d+)\)\s*$/.exec(error instanceof Error ? error.message : "");
  if (!place) return false;
  const lines = code.trimEnd().split("\n");
  const line = Number(place[1]);
  return line > lines.length || (line === lines.length && Number(place[2]) > (lines.at(-1) ?? "").length);
}
