/**
 * The breakpoints of the window: kept by main for all windows, moved with the text of files that are open here, and told to
 * the debuggers of all shells.
 */
import type { Breakpoint, BreakpointSet } from "../../preload/contract/debugging";
import { NO_BREAKPOINTS } from "../../preload/contract/debugging";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { joinPath, pathWithin } from "../floor/paths";
import { createStore } from "../floor/store";
import { windowShells } from "../kernels/window-shells";
import { type Document, documents } from "./documents";
import type { monaco } from "./monaco";

/** Moved breakpoints are kept and told so long after the last change of the text, in ms. */
const LATER_MS = 300;
/** Longest text of a line that is kept with a breakpoint. */
const MOST_TEXT = 1000;

/** All of them. */
export const breakpoints = createStore<BreakpointSet>(NO_BREAKPOINTS);

/** The name that breakpoints of a document are kept under. */
export function breakpointFile(document: Document): string {
  const { path, name } = document.file.get();
  return path ?? name;
}

export function breakpointsIn(set: BreakpointSet, file: string): readonly Breakpoint[] {
  return set.files.find((one) => one.file === file)?.breakpoints ?? [];
}

/** The breakpoint in a line of a document. */
export function breakpointAt(document: Document, line: number): Breakpoint | undefined {
  return breakpointsIn(breakpoints.get(), breakpointFile(document)).find((one) => one.line === line);
}

function textOf(model: monaco.editor.ITextModel, line: number): string {
  return line <= model.getLineCount() ? model.getLineContent(line).trim().slice(0, MOST_TEXT) : "";
}

/** Puts a breakpoint into a line, changes the one that is there, or, with null, takes it away. */
export function changeBreakpoint(
  document: Document,
  line: number,
  change: Partial<Omit<Breakpoint, "line" | "text">> | null,
): void {
  const file = breakpointFile(document);
  const before = breakpointsIn(breakpoints.get(), file);
  const others = before.filter((one) => one.line !== line);
  if (change === null) {
    setFile(file, others);
    return;
  }
  const known = before.find((one) => one.line === line);
  const merged = { enabled: true, ...known, ...change, line, text: textOf(document.model, line) };
  // What was emptied is not there.
  const filled = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== ""));
  setFile(
    file,
    [...others, { text: "", ...filled } as Breakpoint].sort((a, b) => a.line - b.line),
  );
}

/** Changes one of a file that need not be open. */
export function changeKept(file: string, line: number, change: Partial<Breakpoint> | null): void {
  const changed = breakpointsIn(breakpoints.get(), file).flatMap((one) =>
    one.line !== line ? [one] : change === null ? [] : [{ ...one, ...change }],
  );
  setFile(file, changed);
}

/** A file or folder has another path now: breakpoints of files that are not open go with it, too. */
export function followMoved(from: string, to: string): void {
  for (const { file, breakpoints: kept } of breakpoints.get().files) {
    const within = pathWithin(from, file);
    if (within === undefined) continue;
    setFile(file, []);
    setFile(within === "" ? to : joinPath(to, within), kept);
  }
}

/** Those on functions and exceptions. */
export function changeOthers(others: Partial<Pick<BreakpointSet, "functions" | "exceptions">>): void {
  const now = { ...breakpoints.get(), ...others };
  breakpoints.set(now);
  const { functions, exceptions } = now;
  unawaited("keeping breakpoints", tandem.request("breakpoints.setOthers", { functions, exceptions }));
  unawaited("telling breakpoints", tellShells());
}

export function toggleBreakpoint(document: Document, line: number): void {
  changeBreakpoint(document, line, breakpointAt(document, line) ? null : {});
}

function setFile(file: string, changed: readonly Breakpoint[]): void {
  breakpoints.set((now) => ({
    ...now,
    files: [
      ...now.files.filter((one) => one.file !== file),
      ...(changed.length === 0 ? [] : [{ file, breakpoints: [...changed] }]),
    ],
  }));
  unawaited(
    "keeping breakpoints",
    tandem.request("breakpoints.setFile", { file, breakpoints: [...changed] }),
  );
  for (const document of documents.get()) if (breakpointFile(document) === file) track(document);
  unawaited("telling breakpoints", tellShells());
}

/** Tells every shell's debugger; resolves when all that can be told know. */
export async function tellShells(): Promise<void> {
  const set = breakpoints.get();
  await Promise.allSettled(
    windowShells()
      .shells.get()
      .map(({ client }) => client.debugger.setBreakpoints(set)),
  );
}

interface Tracked {
  readonly file: string;
  /** Decorations, in the order of the breakpoints. */
  ids: string[];
  readonly stop: () => void;
}
const tracked = new Map<Document, Tracked>();

/** Puts decorations where the breakpoints of a document are: Monaco moves them with the text. */
function track(document: Document): void {
  const { model } = document;
  const file = breakpointFile(document);
  const one = tracked.get(document);
  if (!one || model.isDisposed()) return;
  const wanted = breakpointsIn(breakpoints.get(), file);
  const lines = model.getLineCount();
  one.ids = model.deltaDecorations(
    one.ids,
    wanted.map(({ line }) => ({
      range: {
        startLineNumber: Math.min(line, lines),
        startColumn: 1,
        endLineNumber: Math.min(line, lines),
        endColumn: 1,
      },
      // Typing before the first character leaves it in its line, a new line above moves it.
      options: { stickiness: 0 },
    })),
  );
}

/** The text has changed: what moved is where its decoration is. */
function moved(document: Document): void {
  const { model } = document;
  const file = breakpointFile(document);
  const one = tracked.get(document);
  const known = breakpointsIn(breakpoints.get(), file);
  if (!one || known.length === 0 || one.ids.length !== known.length) return;
  const byLine = new Map<number, Breakpoint>();
  known.forEach((breakpoint, at) => {
    const range = model.getDecorationRange(one.ids[at] as string);
    // Of two in one line the first stays.
    if (range && !byLine.has(range.endLineNumber)) byLine.set(range.endLineNumber, breakpoint);
  });
  const now = [...byLine]
    .map(([line, breakpoint]) => ({ ...breakpoint, line, text: textOf(model, line) }))
    .sort((a, b) => a.line - b.line);
  const same =
    now.length === known.length &&
    now.every(({ line, text }, at) => line === known[at]?.line && text === known[at]?.text);
  if (same) return;
  breakpoints.set((all) => ({
    ...all,
    files: all.files.map((each) => (each.file === file ? { file, breakpoints: now } : each)),
  }));
  if (now.length !== known.length) track(document);
  later(file);
}

const due = new Set<string>();
let timer: ReturnType<typeof setTimeout> | undefined;

function later(file: string): void {
  due.add(file);
  clearTimeout(timer);
  timer = setTimeout(flush, LATER_MS);
}

/** Keeps and tells at once what was moved. */
function flush(): void {
  clearTimeout(timer);
  if (due.size === 0) return;
  for (const file of due)
    unawaited(
      "keeping breakpoints",
      tandem.request("breakpoints.setFile", {
        file,
        breakpoints: [...breakpointsIn(breakpoints.get(), file)],
      }),
    );
  due.clear();
  unawaited("telling breakpoints", tellShells());
}

/** All debuggers know what there is now: to be awaited before code is debugged. */
export async function breakpointsTold(): Promise<void> {
  flush();
  await tellShells();
}

function follow(document: Document): void {
  let file = breakpointFile(document);
  const content = document.model.onDidChangeContent(() => moved(document));
  const stopName = document.file.subscribe(() => {
    const now = breakpointFile(document);
    if (now === file) return;
    // Saved under another name: they go with the text.
    const kept = breakpointsIn(breakpoints.get(), file);
    const before = file;
    file = now;
    if (kept.length > 0) {
      setFile(before, []);
      setFile(now, kept);
    } else track(document);
  });
  tracked.set(document, {
    file,
    ids: [],
    stop: () => {
      content.dispose();
      stopName();
    },
  });
  track(document);
  // The text on disk may be another one than when they were kept.
  moved(document);
}

/** Reads them, and keeps them right from now on. */
export async function followBreakpoints(): Promise<void> {
  const look = () => {
    const open = documents.get();
    for (const [document, one] of tracked) {
      if (open.includes(document)) continue;
      one.stop();
      tracked.delete(document);
    }
    for (const document of open) if (!tracked.has(document)) follow(document);
  };
  breakpoints.set(await tandem.request("breakpoints.read"));
  documents.subscribe(look);
  look();
  tandem.on("breakpoints.changed", (now) => {
    breakpoints.set(now);
    for (const document of tracked.keys()) track(document);
  });
  windowShells().shells.subscribe(() => unawaited("telling breakpoints", tellShells()));
  await tellShells();
}
