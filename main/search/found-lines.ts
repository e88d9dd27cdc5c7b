/** What ripgrep prints with --json, a line each, as places in files. Pure. */
import * as v from "valibot";
import type { FoundPlace } from "../../preload/contract/searching";

/** So much of what stands around a place is shown, in UTF-16 units. */
const MOST_BEFORE = 60;
const MOST_AFTER = 160;
/** So much of a found text is kept. */
const MOST_TEXT = 2_000;

const data = v.union([v.object({ text: v.string() }), v.object({ bytes: v.string() })]);
const message = v.variant("type", [
  v.object({ type: v.literal("begin"), data: v.object({ path: v.nullable(data) }) }),
  v.object({
    type: v.literal("match"),
    data: v.object({
      lines: data,
      line_number: v.number(),
      submatches: v.array(
        v.object({ start: v.number(), end: v.number(), replacement: v.exactOptional(data) }),
      ),
    }),
  }),
  v.object({ type: v.literal("end"), data: v.object({ binary_offset: v.nullable(v.number()) }) }),
  v.object({ type: v.literal("summary"), data: v.object({ stats: v.object({ searches: v.number() }) }) }),
]);

export type Printed =
  | { readonly kind: "begin"; readonly path: string }
  | { readonly kind: "found"; readonly places: readonly FoundPlace[] }
  | { readonly kind: "end"; readonly binary: boolean }
  | { readonly kind: "summary"; readonly searches: number };

/** @returns null for a line that says nothing of this */
export function readPrinted(line: string): Printed | null {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return null;
  }
  const read = v.safeParse(message, json);
  if (!read.success) return null;
  const { type, data: said } = read.output;
  switch (type) {
    case "begin":
      return { kind: "begin", path: said.path ? textOf(said.path) : "" };
    case "match":
      return { kind: "found", places: placesOf(said.lines, said.line_number, said.submatches) };
    case "end":
      return { kind: "end", binary: said.binary_offset !== null };
    case "summary":
      return { kind: "summary", searches: said.stats.searches };
  }
}

type Data = v.InferOutput<typeof data>;

/** What is not UTF-8 is shown as Latin-1, a sign for each byte. */
function textOf(given: Data): string {
  return "text" in given ? given.text : Buffer.from(given.bytes, "base64").toString("latin1");
}

function placesOf(
  lines: Data,
  firstLine: number,
  found: readonly { start: number; end: number; replacement?: Data }[],
): FoundPlace[] {
  const bytes = "text" in lines ? Buffer.from(lines.text) : Buffer.from(lines.bytes, "base64");
  const encoding = "text" in lines ? "utf8" : "latin1";
  // ASCII, as most lines are, needs no counting.
  const text = textOf(lines).replace(/\r?\n$/, "");
  const whole = textOf(lines);
  const units =
    whole.length === bytes.length
      ? (offset: number) => offset
      : counter((from, to) => bytes.toString(encoding, from, to).length);
  return found.map(({ start, end, replacement }) => {
    const [from, to] = [units(start), Math.min(units(end), text.length)];
    const at = placeIn(text, from);
    const until = placeIn(text, Math.max(from, to));
    const own = text.slice(from, Math.max(from, to));
    return {
      line: firstLine + at.line,
      column: at.column,
      endLine: firstLine + until.line,
      endColumn: until.column,
      before: cutHead(text.slice(Math.max(from - at.column + 1, from - MOST_BEFORE - 1), from)),
      after: restOfLine(text, Math.max(from, to)),
      text: own.slice(0, MOST_TEXT),
      whole: own.length <= MOST_TEXT,
      replacement: replacement ? textOf(replacement) : null,
      cell: null,
    };
  });
}

/** Counts units up to growing offsets, each byte once. */
function counter(count: (from: number, to: number) => number): (offset: number) => number {
  let [bytes, units] = [0, 0];
  return (offset) => {
    if (offset < bytes) [bytes, units] = [0, 0];
    units += count(bytes, offset);
    bytes = offset;
    return units;
  };
}

function placeIn(text: string, offset: number): { line: number; column: number } {
  let [line, begin] = [0, 0];
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    line++;
    begin = at + 1;
  }
  return { line, column: offset - begin + 1 };
}

function cutHead(text: string): string {
  const shown = text.trimStart();
  return shown.length > MOST_BEFORE ? `…${shown.slice(-MOST_BEFORE)}` : shown;
}

function restOfLine(text: string, from: number): string {
  const end = text.indexOf("\n", from);
  const rest = text.slice(from, Math.min(end < 0 ? text.length : end, from + MOST_AFTER + 1));
  return rest.length > MOST_AFTER ? `${rest.slice(0, MOST_AFTER)}…` : rest;
}
