/** Which breakpoints a kernel's debugger is to have, under the names that the kernel has for code. */
import type { DebugProtocol } from "@vscode/debugprotocol";
import type { Breakpoint, BreakpointSet, BreakpointState } from "../../preload/contract/debugging";
import { covers, lineIn, type Piece, type Pieces } from "./code-pieces";

/** No more names than so get breakpoints: each is a request. */
export const MOST_SOURCES = 200;
const CHANGED = "The file was changed since this was run: run it again.";
export const NO_CODE = "There is no code here.";

/** Where a breakpoint of a file stands. */
export interface Wanted {
  readonly file: string;
  readonly breakpoint: Breakpoint;
}

/** The breakpoints of one name, and what each of them is for. */
export interface PlannedSource {
  readonly path: string;
  readonly breakpoints: DebugProtocol.SourceBreakpoint[];
  readonly wanted: Wanted[];
}

/** Whether anything could stop. */
export function stopsAnywhere({ files, functions, exceptions }: BreakpointSet): boolean {
  return (
    files.some(({ breakpoints }) => breakpoints.some(({ enabled }) => enabled)) ||
    functions.some(({ enabled }) => enabled) ||
    exceptions.raised ||
    exceptions.uncaught ||
    exceptions.userUncaught
  );
}

/** The set with one more in a file; one that is in its line keeps its condition for another time. */
export function withBreakpoint(set: BreakpointSet, file: string, one: Breakpoint): BreakpointSet {
  const here = set.files.find((each) => each.file === file)?.breakpoints ?? [];
  const breakpoints = [one, ...here.filter(({ line }) => line !== one.line)];
  return { ...set, files: [{ file, breakpoints }, ...set.files.filter((each) => each.file !== file)] };
}

/** The pieces whose names are needed: those of files with breakpoints, newest first. */
export function piecesToName(set: BreakpointSet, pieces: Pieces): readonly Piece[] {
  return set.files
    .filter(({ breakpoints }) => breakpoints.some(({ enabled }) => enabled))
    .flatMap(({ file }) => pieces.of(file))
    .filter(({ path }) => path === undefined)
    .slice(0, MOST_SOURCES);
}

/**
 * @param isFile whether a name is a path on the kernel's disk, whose code is also run by importing it
 * @param ownNames whether the kernel has names of its own for what is run, not the file's with its lines
 * @returns the sources with what each gets, and why a breakpoint is in none
 */
export function planBreakpoints(
  set: BreakpointSet,
  pieces: Pieces,
  isFile: (file: string) => boolean,
  ownNames = true,
): { readonly sources: readonly PlannedSource[]; readonly lost: readonly BreakpointState[] } {
  const sources = new Map<string, PlannedSource>();
  const lost: BreakpointState[] = [];
  const add = (path: string, line: number, wanted: Wanted) => {
    let source = sources.get(path);
    if (!source) {
      if (sources.size >= MOST_SOURCES) return;
      source = { path, breakpoints: [], wanted: [] };
      sources.set(path, source);
    }
    source.breakpoints.push(asDap(line, wanted.breakpoint));
    source.wanted.push(wanted);
  };
  for (const { file, breakpoints } of set.files) {
    const ran = pieces.of(file).filter(({ path }) => path !== undefined || !ownNames);
    for (const breakpoint of breakpoints) {
      if (!breakpoint.enabled) continue;
      if (hasNoCode(breakpoint.text)) {
        lost.push({ file, line: breakpoint.line, verified: false, reason: NO_CODE });
        continue;
      }
      const wanted = { file, breakpoint };
      const places = ownNames ? placesIn(ran, breakpoint) : [];
      for (const { path, line } of places) add(path, line, wanted);
      const stands = places.length > 0 || ran.some((piece) => isAsItRan(piece, breakpoint));
      const isLost = !stands && ran.some((piece) => covers(piece, breakpoint.line));
      if (isLost) lost.push({ file, line: breakpoint.line, verified: false, reason: CHANGED });
      // Under the file's own name it would stop in what that line was when it ran.
      if (isFile(file) && (ownNames || !isLost)) add(file, breakpoint.line, wanted);
    }
  }
  return { sources: [...sources.values()], lost };
}

/** An empty line, or one with a comment alone: debuggers take such a breakpoint, and stop nowhere or elsewhere. */
const hasNoCode = (text: string) => text === "" || text.startsWith("#") || text.startsWith("//");

/** Where it stands as it was run; where that is nowhere, where its line has gone in the newest piece that has it. */
function placesIn(ran: readonly Piece[], breakpoint: Breakpoint): { path: string; line: number }[] {
  const exact: { path: string; line: number }[] = [];
  let moved: { path: string; line: number } | undefined;
  for (const piece of ran) {
    const line = lineIn(piece, breakpoint);
    if (line === undefined || piece.path === undefined || !piece.origin) continue;
    const place = { path: piece.path, line };
    if (piece.origin.lines[0] + line - 1 === breakpoint.line) exact.push(place);
    else moved ??= place;
  }
  return exact.length > 0 ? exact : moved ? [moved] : [];
}

/** Whether its line is in the piece as it was run, in its place. */
function isAsItRan(piece: Piece, breakpoint: Breakpoint): boolean {
  const line = lineIn(piece, breakpoint);
  return (
    line !== undefined && piece.origin !== undefined && piece.origin.lines[0] + line - 1 === breakpoint.line
  );
}

function asDap(
  line: number,
  { condition, hitCondition, logMessage }: Breakpoint,
): DebugProtocol.SourceBreakpoint {
  return {
    line,
    ...(condition && { condition }),
    ...(hitCondition && { hitCondition }),
    ...(logMessage && { logMessage }),
  };
}
