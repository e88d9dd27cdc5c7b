/**
 * Which frames of a traceback are shown at first: the innermost one, and the user's own. What libraries have called in
 * between is folded. Knows how Python, IPython and JavaScript (V8) write a traceback; of others nothing is folded.
 */
import type { Lines } from "../../../preload/transcript/transcript";

/** Lines `from` to before `to`, which hold `count` frames. */
export interface FoldedFrames {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** All of them are in code that the user has not written. */
  readonly ofLibraries: boolean;
}

/** Frames of the user's own that are shown: of more (a recursion) the outermost one and those nearest to the error. */
const MOST_OWN = 6;
const INNERMOST_OWN = 4;
/** Folding a single line would save nothing. */
const FEWEST_LINES = 2;
/** A traceback of more lines is shown as it is. */
const MOST_LINES = 20_000;

interface Frame {
  readonly from: number;
  to: number;
  readonly isOwn: boolean;
}

/** Frames without a sentence between them: those of one of several errors that led to each other. */
interface Section {
  readonly frames: Frame[];
  /** JavaScript writes the innermost frame first. */
  readonly innermostFirst: boolean;
}

/** How a frame begins; "path" is where its code is, absent for what was typed into the shell. */
const HEADS: readonly (readonly [form: "ipython" | "python" | "javascript", head: RegExp])[] = [
  ["ipython", /^(?:Cell|Input) In ?\[\d+\]/],
  ["ipython", /^File (?<path>[^"].*?):\d+(?=$|[\s,])/],
  ["ipython", /^(?<path>[^\s"<>][^"<>]*\.py|<[^<>]+>) in \S/],
  ["python", /^[\s|]*File "(?<path>.*)", line \d+(?:$|, in )/],
  ["javascript", /^\s+at (?:.*? \()?(?<path>[^()]*?)(?::\d+:\d+)?\)?(?: \{)?$/],
];

/** Frames to fold, in order; none lies in another. */
export function foldedFrames(lines: Lines): readonly FoldedFrames[] {
  if (lines.length > MOST_LINES) return [];
  return sectionsOf(lines).flatMap(foldsIn);
}

function sectionsOf(lines: Lines): Section[] {
  const sections: Section[] = [];
  let section: Section | undefined;
  for (let i = 0; i < lines.length; ) {
    const text = lines[i]?.text ?? "";
    const found = headOf(text);
    if (!found) {
      const last = section?.frames.at(-1);
      // IPython says so that it left frames out, in a line of its own.
      if (last && /^\s+\[\.\.\. .*\]$/.test(text)) last.to = i + 1;
      else if (text.trim() !== "") section = undefined;
      else if (last && last.to === i) last.to = i + 1;
      i += 1;
      continue;
    }
    if (!section) {
      section = { frames: [], innermostFirst: found.form === "javascript" };
      sections.push(section);
    }
    const to = endOf(lines, i, found.form);
    section.frames.push({ from: i, to, isOwn: found.path === undefined || !isLibrary(found.path) });
    i = to;
  }
  return sections;
}

function headOf(text: string): { form: (typeof HEADS)[number][0]; path: string | undefined } | null {
  for (const [form, pattern] of HEADS) {
    const found = pattern.exec(text);
    if (found) return { form, path: found.groups?.["path"] };
  }
  return null;
}

const indentOf = (text: string) => (/^[\s|]*/.exec(text)?.[0] ?? "").length;

/** The line behind the frame that begins at `at`: its code is indented, or numbered. */
function endOf(lines: Lines, at: number, form: string): number {
  let end = at + 1;
  if (form === "javascript") return end;
  const indent = indentOf(lines[at]?.text ?? "");
  for (; end < lines.length; end++) {
    const text = lines[end]?.text ?? "";
    const isCode =
      form === "ipython"
        ? /^(?:\s+\S|-+> ?\d)/.test(text)
        : text.trim() !== "" && indentOf(text) > indent && headOf(text) === null;
    const isRepeat = /^[\s|]*\[Previous line repeated \d+ more times?\]$/.test(text);
    if (!isCode && !isRepeat) break;
  }
  // IPython leaves a line free behind each.
  return form === "ipython" && lines[end]?.text === "" ? end + 1 : end;
}

/** Whether a file is part of Python, of Node or of what was installed. */
export function isLibrary(path: string): boolean {
  return LIBRARIES.some((pattern) => pattern.test(path));
}

const LIBRARIES: readonly RegExp[] = [
  /[\\/](?:site|dist)-packages[\\/]/,
  /[\\/](?:lib|lib64)[\\/]python\d[^\\/]*[\\/]/i,
  // Python and conda for Windows.
  /[\\/](?:python[\d.]*|(?:ana|mini|micro)conda\d*|m(?:ini|amba)forge\d*|envs[\\/][^\\/]+)[\\/]lib[\\/]/i,
  /^<(?:frozen |__array_function__|decorator-gen|attrs |anonymous>)/,
  /(?:^|[\\/])node_modules[\\/]/,
  /^node:/,
  // What V8 calls itself, as in "at Array.map (<anonymous>)" and "at async Promise.all (index 0)".
  /^(?:native|index \d+|\[.*\])?$/,
];

function foldsIn({ frames, innermostFirst }: Section): FoldedFrames[] {
  const innermost = innermostFirst ? frames[0] : frames.at(-1);
  const own = frames.filter(({ isOwn }) => isOwn);
  if (innermostFirst) own.reverse();
  const shownOwn = own.length <= MOST_OWN ? own : [...own.slice(0, 1), ...own.slice(-INNERMOST_OWN)];
  const shown = new Set<Frame | undefined>([innermost, ...shownOwn]);
  const folds: FoldedFrames[] = [];
  for (let i = 0; i < frames.length; ) {
    const first = frames[i] as Frame;
    let behind = i;
    while (behind < frames.length && !shown.has(frames[behind])) behind += 1;
    const run = frames.slice(i, behind);
    const to = run.at(-1)?.to ?? first.from;
    if (to - first.from >= FEWEST_LINES) {
      const ofLibraries = run.every(({ isOwn }) => !isOwn);
      folds.push({ from: first.from, to, count: run.length, ofLibraries });
    }
    i = Math.max(behind, i + 1);
  }
  return folds;
}
