/** Makes the pieces of a block. */

import { translated } from "../../../preload/texts/log-sentences";
import { t } from "../../../preload/texts/texts";
import { printedLines, toLines } from "../../../preload/transcript/terminal";
import type { Block, Lines, Output } from "../../../preload/transcript/transcript";
import { metaColumns } from "../blocks/meta-words";
import type { Measures } from "../measures/measures";
import type { Display } from "../output/content/picture";
import { shownRepresentation } from "../output/content/representations";
import { displayHeight, drawingOf, isEmpty } from "../output/view/output-size";
import type { OutputViews } from "../output/view/output-views";
import { isNarrow } from "./columns";
import { codeLines, linesOf, typeLines, wrapWords } from "./piece-lines";
import type { Piece, Rule, RuleIn, RulePiece, TextPiece, TextRole } from "./pieces";
import { type TidyTraceback, tidyTraceback } from "./traceback";
import { type FoldedFrames, foldedFrames } from "./traceback-frames";
import { RowIndex } from "./wrapped-rows";

/** Lines of a file's code that are shown before the rest is folded. */
export const CODE_LINES_SHOWN = 3;
/** Room above and below a block, and inside an error and a picture, in px. */
export const BLOCK_PADDING = 4;
const INNER_PADDING = 4;
/** Events after which the transcript may not hold all that the kernel said. */
const GAPS: ReadonlySet<Extract<Output, { kind: "event" }>["event"]> = new Set([
  "host replaced",
  "question may be lost",
  "output may be missing",
  "log suspended",
  "log damaged",
  "trimmed",
]);
/** Room above and below a rule, in px. */
const RULE_ROOM = 4;
/** The rows of so few lines are counted again rather than kept: there may be a hundred thousand blocks of them. */
const FEW_LINES = 64;
/** Fewest columns for the field that answers input(); with less room beside its prompt it stands below. */
const FIELD_COLUMNS = 16;

type OutputOf<Kind extends Output["kind"]> = Extract<Output, { kind: Kind }>;

/** Keeps what is costly to find out of lines, for one set of measures. */
export class PieceMaker {
  readonly #indexes = new WeakMap<Lines, RowIndex>();
  readonly #codeIndexes = new WeakMap<Lines, RowIndex>();
  readonly #tracebacks = new WeakMap<Lines, TidyTraceback & { readonly folds: readonly FoldedFrames[] }>();
  readonly #events = new WeakMap<Output, Lines>();
  /** Heights of outputs, for when they are not held any more: by block, then by place. */
  readonly #heights = new Map<number, number[]>();

  /**
   * @param clientName words for whoever answered a question; null when that need not be said
   * @param views heights and chosen types of displays
   */
  constructor(
    private readonly measures: Measures,
    private readonly clientName: (client: string) => string | null = () => null,
    private readonly views?: OutputViews,
  ) {}

  /** The pieces of a block, and its height. */
  make(block: Block, unfolded: boolean, rules: readonly RuleIn[] = []): { pieces: Piece[]; height: number } {
    const pieces: Piece[] = [];
    const row = this.measures.row;
    const ruleOf = (rule: Rule): RulePiece => ({
      kind: "rule",
      key: rule,
      rule,
      top,
      height: rule === "unseen" ? row + 2 * RULE_ROOM : 2 * RULE_ROOM,
    });
    let top = 0;
    const place = (piece: Piece | null) => {
      if (!piece) return;
      pieces.push(piece);
      top += piece.height;
    };
    const placeRules = (isHere: (at: RuleIn["at"]) => boolean) => {
      for (const { rule, at } of rules) if (isHere(at)) place(ruleOf(rule));
    };
    placeRules((at) => at === "before");
    const begin = top;
    top += BLOCK_PADDING;
    if (block.kind === "request") {
      const lines = codeLines(block.code);
      const shown = this.#codeLinesShown(block, lines.length, unfolded);
      if (this.#remarkHasRow(block)) top += row;
      place(this.#text("code", "code", lines, top, { to: shown }));
      if (shown < lines.length && !block.folded) {
        place({ kind: "fold", key: "fold", top, height: this.measures.row, hidden: lines.length - shown });
      }
    }
    if (block.folded) {
      const hidden = hiddenLines(block);
      if (hidden > 0) place({ kind: "fold", key: "fold", top, height: this.measures.row, hidden });
      top += BLOCK_PADDING;
      return { pieces, height: top };
    }
    const { gone = 0 } = block;
    const heights = this.#heights.get(block.seq) ?? [];
    this.#heights.set(block.seq, heights);
    const chatter = startChatter(block.outputs);
    block.outputs.forEach((output, i) => {
      const inside = rules.flatMap(({ rule, at }) =>
        typeof at === "object" && at.output === i ? [{ rule, line: at.line }] : [],
      );
      const cut = inside.find(({ line }) => line > 0);
      if (cut && (output.kind === "stream" || output.kind === "raw")) {
        let from = output.from ?? 0;
        for (const { rule, line } of inside) {
          place(this.#text(`${i}-${rule}`, output.name, output.lines, top, { from, to: line }));
          place(ruleOf(rule));
          from = Math.max(from, line);
        }
        place(this.#text(String(i), output.name, output.lines, top, { from }));
        return;
      }
      for (const { rule } of inside) place(ruleOf(rule));
      if (output.kind === "absent") {
        place({ kind: "absent", key: String(i), top, height: heights[i + gone] ?? row, output: i });
        return;
      }
      const begins = top;
      const made =
        chatter.has(i) && output.kind === "raw"
          ? this.#folded(block.seq, String(i), output, top)
          : this.#output(block.seq, String(i), output, top);
      for (const piece of made) place(piece);
      heights[i + gone] = top - begins;
    });
    placeRules((at) => typeof at === "object" && at.output >= block.outputs.length);
    const empty = top === begin + BLOCK_PADDING;
    top += BLOCK_PADDING;
    placeRules((at) => at === "after");
    return { pieces, height: empty && rules.length === 0 ? 0 : top };
  }

  /** About how high a block is, in px: as if nothing wrapped and no picture were in it. */
  guess(block: Block, unfolded: boolean): number {
    let rows = 0;
    if (block.kind === "request") {
      const lines = codeLines(block.code).length;
      const shown = this.#codeLinesShown(block, lines, unfolded);
      rows += shown < lines ? shown + 1 : shown;
      if (this.#remarkHasRow(block)) rows += 1;
    }
    for (const output of block.folded ? [] : block.outputs) {
      if (output.kind === "stream" || output.kind === "raw")
        rows += printedLines(output.lines) - (output.from ?? 0);
      else rows += output.kind === "error" ? printedLines(output.traceback) : 1;
    }
    return rows * this.measures.row + 2 * BLOCK_PADDING;
  }

  /** Blocks before that number are gone: their heights are not asked for any more. */
  forgetBefore(seq: number): void {
    for (const known of this.#heights.keys()) if (known < seq) this.#heights.delete(known);
  }

  /** Whether the remark stands above the code: at the right of its first line it would cover the end of that for good. */
  #remarkHasRow(block: Block): boolean {
    const { columns, codeColumns } = this.measures;
    // A pane so narrow has no room for it anywhere: it is shown while it is pointed at.
    if (codeColumns === columns) return false;
    const first = codeLines(block.code)[0]?.text ?? "";
    const taken = Math.min(codeColumns, isNarrow(first) ? first.length : 2 * first.length);
    const remark = metaColumns(block, this.clientName);
    return remark > 0 && taken + 1 + remark > codeColumns;
  }

  #codeLinesShown(block: Block, lines: number, unfolded: boolean): number {
    if (unfolded) return lines;
    if (block.folded) return 1;
    // Folding a single line would save nothing.
    return block.origin && lines > CODE_LINES_SHOWN + 1 ? CODE_LINES_SHOWN : lines;
  }

  #output(seq: number, key: string, output: Exclude<Output, { kind: "absent" }>, top: number): Piece[] {
    switch (output.kind) {
      case "stream":
      case "raw": {
        const piece = this.#text(key, output.name, output.lines, top, { from: output.from ?? 0 });
        return piece ? [piece] : [];
      }
      case "error":
        return this.#traceback(seq, key, output.traceback, top);
      case "display":
        return this.#display(seq, key, output, top);
      case "input":
        return this.#question(key, output, top);
      case "event": {
        // The state beside the shell's name says this already.
        if (output.event === "ready") return [];
        const bad = (output.event === "died" && !output.exit?.asked) || output.event === "start failed";
        // What the kernel said at last stands above, as it said it.
        let lines = this.#events.get(output);
        if (!lines) {
          lines = wrapWords(translated(output.sentence), this.measures.columns);
          this.#events.set(output, lines);
        }
        const role = bad ? "died" : GAPS.has(output.event) ? "gap" : "event";
        const piece = this.#text(key, role, lines, top);
        return piece ? [piece] : [];
      }
    }
  }

  /** What a kernel said while it started, as one line that can be opened. */
  #folded(seq: number, key: string, { name, lines, from = 0 }: OutputOf<"raw">, top: number): Piece[] {
    const to = printedLines(lines);
    const frames = { from, to, count: to - from, ofLibraries: false };
    const isOpen = this.views?.isUnfolded(seq, framesKey(key, frames)) ?? false;
    const height = this.measures.row;
    const fold: Piece = {
      ...{ kind: "frames", role: name, key: framesKey(key, frames), top, height, lines, frames, isOpen },
    };
    const text = isOpen ? this.#text(key, name, lines, top + height, { from, to }) : null;
    return text ? [fold, text] : [fold];
  }

  #tidied(traceback: Lines): TidyTraceback & { readonly folds: readonly FoldedFrames[] } {
    let tidied = this.#tracebacks.get(traceback);
    if (!tidied) {
      tidied = { ...tidyTraceback(traceback, this.measures.columns), folds: foldedFrames(traceback) };
      this.#tracebacks.set(traceback, tidied);
    }
    return tidied;
  }

  /** Its lines with what is folded between them. The room at its edges belongs to the first and the last piece. */
  #traceback(seq: number, key: string, traceback: Lines, top: number): Piece[] {
    const { lines, from, folds } = this.#tidied(traceback);
    const pieces: Piece[] = [];
    let below = top;
    const place = (piece: Piece | null) => {
      if (!piece) return;
      pieces.push(piece);
      below += piece.height;
    };
    let at = from;
    const placeLines = (to: number) => {
      const isFirst = pieces.length === 0;
      const room = isFirst ? { padding: INNER_PADDING } : {};
      place(this.#text(isFirst ? key : `${key}-${at}`, "error", lines, below, { from: at, to, ...room }));
      at = to;
    };
    for (const frames of folds) {
      placeLines(frames.from);
      const isOpen = this.views?.isUnfolded(seq, framesKey(key, frames)) ?? false;
      place({
        kind: "frames",
        role: "error",
        key: framesKey(key, frames),
        top: below,
        height: this.measures.row,
        lines,
        frames,
        isOpen,
      });
      if (isOpen) placeLines(frames.to);
      at = frames.to;
    }
    placeLines(printedLines(lines));
    if (this.views?.isDebuggable(seq)) {
      place({ kind: "debug", key: `${key}-debug`, top: below, height: this.measures.row + INNER_PADDING });
    }
    const last = pieces.pop();
    return last ? [...pieces, { ...last, height: last.height + INNER_PADDING }] : pieces;
  }

  #display(seq: number, key: string, output: Display, top: number): Piece[] {
    const prompt = output.executionCount === undefined ? {} : { prompt: `Out[${output.executionCount}]:` };
    const chosen = this.views?.typeOf(seq, key);
    const shown = shownRepresentation(output.data, chosen);
    if (!shown) return [];
    const drawing = drawingOf(output, shown);
    if (isEmpty(output, shown, drawing)) return [];
    // What was chosen keeps the menu that it was chosen from.
    if (drawing === "text" && chosen === undefined) {
      const piece = this.#text(key, "result", typeLines(output.data, shown.type), top);
      return piece ? [{ ...piece, ...prompt }] : [];
    }
    const measured = this.views?.heightOf(seq, key);
    const inner = displayHeight(output, shown.type, drawing, measured, this.measures.width);
    // What is printed as HTML stands line by line, as what is printed as text.
    const height = inner + (drawing === "html" || inner === 0 ? 0 : 2 * INNER_PADDING);
    return [{ kind: "display", key, top, height, output, shown, drawing, ...prompt }];
  }

  #question(key: string, output: Extract<Output, { kind: "input" }>, top: number): Piece[] {
    const open = output.answer === undefined && !output.withdrawn;
    const pieces: Piece[] = [];
    const lines = linesOf(output, () =>
      toLines(open ? output.prompt : output.prompt + (output.answer ?? "")),
    );
    const text = this.#text(key, "question", lines, top);
    if (text) pieces.push(text);
    const who = output.answer === undefined || !output.client ? null : this.clientName(output.client);
    if (who) {
      const said = linesOf(lines, () => toLines(t("answered in {who}", { who })));
      const piece = this.#text(`${key}-who`, "event", said, top + (text?.height ?? 0));
      if (piece) pieces.push(piece);
    }
    if (open) {
      const last = lines.at(-1)?.text ?? "";
      const beside = isNarrow(last) && last.length + FIELD_COLUMNS <= this.measures.columns;
      const below = top + (text?.height ?? 0);
      const { row } = this.measures;
      pieces.push(
        beside && last !== ""
          ? {
              kind: "field",
              key: `${key}-field`,
              top: below - row,
              height: 0,
              after: last.length,
              question: output,
            }
          : { kind: "field", key: `${key}-field`, top: below, height: row, after: 0, question: output },
      );
    }
    return pieces;
  }

  #text(
    key: string,
    role: TextRole,
    lines: Lines,
    top: number,
    { from = 0, to = printedLines(lines), padding = 0 } = {},
  ): TextPiece | null {
    if (to <= from) return null;
    const code = role === "code";
    const indexes = code ? this.#codeIndexes : this.#indexes;
    let index = indexes.get(lines);
    if (!index) {
      const columns = code ? this.measures.codeColumns : this.measures.columns;
      index = new RowIndex(lines, columns, code || role === "error" ? "words" : "anywhere");
      if (lines.length > FEW_LINES) indexes.set(lines, index);
    }
    const all = printedLines(lines);
    index.update(all);
    const firstRow = from === 0 ? 0 : index.rowAt(from);
    const rows = (to >= all ? index.total : index.rowAt(to)) - firstRow;
    const height = rows * this.measures.row + padding;
    return { kind: "text", key, role, lines, from, to, index, firstRow, top, height, padding };
  }
}

/**
 * Which outputs are what a kernel said at its start, up to the first request (with which the block ends), and which need
 * not be read since it did start and has not died.
 */
function startChatter(outputs: readonly Output[]): ReadonlySet<number> {
  const chatter = new Set<number>();
  let said: number[] | null = null;
  let isReady = false;
  for (const [i, output] of outputs.entries()) {
    if (output.kind === "raw" && printedLines(output.lines) - (output.from ?? 0) > 1) said?.push(i);
    if (output.kind !== "event") continue;
    if (output.event === "starting") [said, isReady] = [[], false];
    else if (output.event === "ready") {
      for (const place of said ?? []) chatter.add(place);
      [said, isReady] = [said && [], true];
    } else if (output.event === "died" || output.event === "start failed") [said, isReady] = [null, false];
  }
  if (isReady) for (const place of said ?? []) chatter.add(place);
  return chatter;
}

/** Names folded frames within their block: by the output's key, and their first line. */
export function framesKey(output: string, { from }: FoldedFrames): string {
  return `${output}-frames${from}`;
}

/** Lines of a folded block that are not shown: its code after the first line, and its outputs, of which each counts at least one. */
function hiddenLines({ kind, code, outputs }: Block): number {
  const ofCode = kind === "request" ? codeLines(code).length - 1 : 0;
  return outputs.reduce(
    (sum, output) =>
      sum + Math.max(1, "lines" in output ? printedLines(output.lines) - (output.from ?? 0) : 1),
    ofCode,
  );
}
