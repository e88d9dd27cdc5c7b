/** The worker's jobs on a text, done by Ruff's own code. IPython's lines are plain Python to it. */
import { maskMagics } from "../magics";
import type { Edit, Finding, RuffJob, RuffResult } from "./ruff-jobs";
import { isMeant, isSafe } from "./rule-codes";

interface Place {
  readonly row: number;
  readonly column: number;
}

/** As `Workspace.check` of Ruff's WebAssembly gives it. */
export interface Diagnostic {
  readonly code: string | null;
  readonly message: string;
  readonly tags?: readonly string[];
  readonly start_location: Place;
  readonly end_location: Place;
  readonly fix: {
    readonly message: string | null;
    readonly edits: readonly {
      readonly content: string | null;
      readonly location: Place;
      readonly end_location: Place;
    }[];
  } | null;
}

/** Ruff with certain options. */
export interface Workspace {
  check(text: string): unknown;
  /** @throws Error "… at byte range 3..4" when the text does not parse */
  format(text: string): string;
}

type Options = Readonly<Record<string, unknown>>;

/** More findings of one file are not told. */
const MOST_FINDINGS = 1000;
/** A fix may make the next one possible; after so many rounds it is enough. */
const MOST_ROUNDS = 10;
/** A cell's title, as in the language's cells. */
const CELL = /^(?:#[ \t]?%%|##(?!#))/m;

/** @param open gives Ruff with options; it throws an Error where Ruff does not take them */
export function work(job: RuffJob, open: (options: Options) => Workspace): RuffResult {
  const options = job.do === "organize" ? forImports(job.options) : job.options;
  let ruff: Workspace;
  try {
    ruff = open(options);
  } catch (error) {
    if (isCrash(error)) throw error;
    return { is: "refused", reason: reasonOf(error) };
  }
  if (job.do === "check") return { is: "found", findings: check(job, ruff) };
  const masked = maskMagics(job.text, false);
  let made: string;
  if (job.do === "format") {
    try {
      made = ruff.format(masked.text);
    } catch (error) {
      if (isCrash(error)) throw error;
      return unparsed(reasonOf(error), masked.text);
    }
  } else {
    const wanted = (code: string) => job.do === "organize" || isSafe(code, options);
    const fixed = fixAll(masked.text, ruff, (code) => wanted(code) && !isIgnored(code, job.ignored));
    if (typeof fixed !== "string") return fixed;
    made = fixed;
  }
  const text = masked.restore(made);
  return text === null ? { is: "text", text: job.text } : { is: "text", text };
}

/** Of a WebAssembly that failed nothing is right any more. */
function isCrash(error: unknown): boolean {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

function reasonOf(error: unknown): string {
  let reason = error instanceof Error ? error.message : String(error);
  while (reason.startsWith("Error: ")) reason = reason.slice("Error: ".length);
  return reason.slice(0, 500);
}

const isIgnored = (code: string, ignored: readonly string[]) =>
  ignored.some((selector) => isMeant(code, selector));

/** The same options with the rules for imports alone. */
function forImports(options: Options): Options {
  const { lint } = options;
  const {
    select: _select,
    ignore: _ignore,
    "extend-select": _more,
    "extend-ignore": _less,
    ...kept
  } = (typeof lint === "object" && lint !== null ? lint : {}) as Record<string, unknown>;
  const own = { ...options };
  for (const key of ["select", "ignore", "extend-select", "extend-ignore", "fixable", "unfixable"])
    delete own[key];
  return { ...own, lint: { ...kept, select: ["I"], fixable: ["ALL"], unfixable: [] } };
}

function check({ text, ignored }: RuffJob, ruff: Workspace): Finding[] {
  const masked = maskMagics(text, true);
  const inCells = CELL.test(text);
  const lines = masked.text.split("\n");
  const findings: Finding[] = [];
  for (const found of ruff.check(masked.text) as readonly Diagnostic[]) {
    const code = found.code ?? "";
    if (masked.lines.has(found.start_location.row) || isIgnored(code, ignored)) continue;
    // A cell begins anew, with imports of its own, and ends with what it shows.
    if (inCells && (code === "E402" || (SHOWS.has(code) && endsCell(lines, found.end_location.row))))
      continue;
    if (code === "I001" && wantsOnlyBlanks(found, lines, masked.lines, inCells)) continue;
    findings.push(findingOf(found, masked.lines));
    if (findings.length >= MOST_FINDINGS) break;
  }
  return findings;
}

/** A ";" at the end, an expression and a comparison that nothing is done with: at the end of a cell these show or hide. */
const SHOWS = new Set(["E703", "B015", "B018"]);

/** Whether imports are in order but for blank lines between them and a magic, or, in a file with cells, what follows. */
function wantsOnlyBlanks(
  { fix }: Diagnostic,
  lines: readonly string[],
  masked: ReadonlySet<number>,
  inCells: boolean,
): boolean {
  const edit = fix?.edits.length === 1 ? fix.edits[0] : undefined;
  if (edit?.location.column !== 1 || edit.end_location.column !== 1) return false;
  const next = edit.end_location.row;
  if (!inCells && !masked.has(next)) return false;
  const written = (all: readonly string[]) => all.filter((line) => line.trim() !== "").join("\n");
  return written(lines.slice(edit.location.row - 1, next - 1)) === written((edit.content ?? "").split("\n"));
}

/** Whether only blank lines come after a line until the next cell. */
function endsCell(lines: readonly string[], row: number): boolean {
  const next = lines.slice(row).find((line) => line.trim() !== "");
  return next === undefined || CELL.test(next);
}

function findingOf(found: Diagnostic, masked: ReadonlySet<number>): Finding {
  const edits = found.fix?.edits.map(editOf) ?? [];
  const spoils = (edit: Edit) => {
    if (edit.text.includes("__tandem_ipython_")) return true;
    for (let line = edit.startLineNumber; line < edit.endLineNumber; line++)
      if (masked.has(line)) return true;
    return edit.endColumn > 1 && masked.has(edit.endLineNumber);
  };
  return {
    code: found.code ?? "",
    message: found.message,
    unnecessary: found.tags?.includes("unnecessary") ?? false,
    deprecated: found.tags?.includes("deprecated") ?? false,
    startLineNumber: found.start_location.row,
    startColumn: found.start_location.column,
    endLineNumber: found.end_location.row,
    endColumn: found.end_location.column,
    fix:
      edits.length > 0 && !edits.some(spoils) ? { title: found.fix?.message ?? found.message, edits } : null,
  };
}

function editOf(edit: NonNullable<Diagnostic["fix"]>["edits"][number]): Edit {
  return {
    startLineNumber: edit.location.row,
    startColumn: edit.location.column,
    endLineNumber: edit.end_location.row,
    endColumn: edit.end_location.column,
    text: edit.content ?? "",
  };
}

/** The text with all fixes of those rules; what it is instead when it does not parse. */
function fixAll(text: string, ruff: Workspace, wanted: (code: string) => boolean): string | RuffResult {
  let now = text;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const all = ruff.check(now) as readonly Diagnostic[];
    const broken = all.find(({ code }) => code === "invalid-syntax");
    if (broken) return { is: "unparsed", line: broken.start_location.row, reason: broken.message };
    const fixes = all.filter(({ code, fix }) => fix && wanted(code ?? ""));
    const next = withFixes(
      now,
      fixes.map(({ fix }) => (fix?.edits ?? []).map(editOf)),
    );
    if (next === now) break;
    now = next;
  }
  return now;
}

/** Makes the fixes that do not touch each other, the first ones first. */
export function withFixes(text: string, fixes: readonly (readonly Edit[])[]): string {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const offset = (line: number, column: number) =>
    Math.min((starts[line - 1] ?? text.length) + column - 1, text.length);
  const placed = fixes
    .map((edits) =>
      edits
        .map((edit) => ({
          from: offset(edit.startLineNumber, edit.startColumn),
          to: offset(edit.endLineNumber, edit.endColumn),
          text: edit.text,
        }))
        .sort((a, b) => a.from - b.from),
    )
    .filter((edits) => edits.length > 0)
    .sort((a, b) => (a[0]?.from ?? 0) - (b[0]?.from ?? 0));
  let made = "";
  let done = 0;
  let free = 0;
  for (const edits of placed) {
    if ((edits[0]?.from ?? 0) < free) continue;
    for (const edit of edits) {
      made += text.slice(done, edit.from) + edit.text;
      done = edit.to;
    }
    // What begins where a fix ends waits for the next round.
    free = done + 1;
  }
  return made + text.slice(done);
}

/** "Expected a statement at byte range 3..4": the line of the byte. */
function unparsed(message: string, text: string): RuffResult {
  const place = / at byte range (\d+)\.\.\d+$/.exec(message);
  const byte = place?.[1];
  if (byte === undefined) return { is: "unparsed", line: null, reason: message };
  const bytes = new TextEncoder().encode(text).subarray(0, Number(byte));
  let line = 1;
  for (const each of bytes) if (each === 10) line++;
  return { is: "unparsed", line, reason: message.slice(0, place?.index) };
}
