/** What a kernel says of a thing (the text of an inspect_reply), taken apart for call tips and hovers. */
import { stripAnsi } from "../../../preload/transcript/terminal";

/** "Signature: f(a, b=1)", as ipykernel and Tandem's kernels write it; of a class "Init signature:". */
const LABEL = /^(?:Init |Call )?[Ss]ignature:[ \t]*/m;
/** A first line of documentation that is a signature, as that of `print` and of many C functions. */
const BARE = /^[ \t]*[\w.]+\(/m;
/** More than this, in characters, is no tip any more. */
const MOST = 4000;

export interface Signature {
  /** On one line: "linspace(start, stop, num=50)". */
  readonly label: string;
  /** Where each parameter stands in it, and its name; `*` and `/` are none. */
  readonly parameters: readonly { readonly name: string; readonly from: number; readonly to: number }[];
}

export interface Described {
  readonly signature: Signature | null;
  /** Everything that was said, without colours, bounded. */
  readonly text: string;
}

/** @param data the reply's mime bundle; null when it has no text */
export function describe(data: Readonly<Record<string, unknown>>): Described | null {
  const plain = data["text/plain"];
  if (typeof plain !== "string") return null;
  const text = stripAnsi(plain).trimEnd();
  const shown = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return { signature: signatureIn(shown), text: shown };
}

function signatureIn(text: string): Signature | null {
  const labelled = LABEL.exec(text);
  const documented = /^(?:Docstring|Documentation):[ \t]*\n?/m.exec(text);
  const from = labelled
    ? labelled.index + labelled[0].length
    : documented && BARE.exec(text.slice(documented.index + documented[0].length))?.index === 0
      ? documented.index + documented[0].length
      : -1;
  if (from < 0) return null;
  const open = text.indexOf("(", from);
  const close = open < 0 ? -1 : closingOf(text, open);
  if (close < 0) return null;
  const name = text.slice(from, open).trim();
  const pieces = split(text.slice(open + 1, close))
    .map((piece) => piece.replace(/\s+/g, " ").trim())
    .filter((piece) => piece !== "");
  const parameters: { name: string; from: number; to: number }[] = [];
  let label = `${name}(`;
  for (const [i, piece] of pieces.entries()) {
    if (i > 0) label += ", ";
    if (piece !== "*" && piece !== "/") {
      const own = /^\**([\w.]+)/.exec(piece)?.[0] ?? piece;
      parameters.push({ name: own, from: label.length, to: label.length + piece.length });
    }
    label += piece;
  }
  const after = /^[ \t]*->[ \t]*[^\n]+/.exec(text.slice(close + 1))?.[0] ?? "";
  return { label: `${label})${after.trimEnd()}`, parameters };
}

/**
 * The parameter that an argument is for.
 * @returns its place in `parameters`, or -1
 */
export function parameterOf(
  { parameters }: Signature,
  argument: { readonly index: number; readonly name: string | null },
): number {
  if (argument.name !== null) {
    const named = parameters.findIndex(({ name }) => name === argument.name);
    return named >= 0 ? named : parameters.findIndex(({ name }) => name.startsWith("**"));
  }
  const rest = parameters.findIndex(({ name }) => name.startsWith("*") && !name.startsWith("**"));
  if (rest >= 0 && argument.index >= rest) return rest;
  return argument.index < parameters.length ? argument.index : -1;
}

/** Text as Markdown that shows it as it is, whatever signs are in it. */
export function verbatim(text: string): { value: string } {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return { value: `${fence}text\n${text}\n${fence}` };
}

/** The bracket that closes the one at `open`, or -1. */
function closingOf(text: string, open: number): number {
  let depth = 0;
  for (const { 0: token, index } of text.slice(open).matchAll(STEP)) {
    if ("([{".includes(token)) depth += 1;
    else if (")]}".includes(token)) depth -= 1;
    if (depth === 0) return open + index;
  }
  return -1;
}

/** Splits at the commas that are in no bracket and no string. */
function split(text: string): string[] {
  const pieces = [""];
  let depth = 0;
  for (const [token] of text.matchAll(STEP)) {
    if ("([{".includes(token)) depth += 1;
    else if (")]}".includes(token)) depth -= 1;
    if (token === "," && depth === 0) pieces.push("");
    else pieces[pieces.length - 1] += token;
  }
  return pieces;
}

const STEP = /(["'])(?:\\[^]|(?!\1)[^\\\n])*\1|[^]/g;
