/** What a user did to a view: marks hide and fold, they never change the log, and each can be taken back. */
import type { ViewMark } from "../contract/records";

/** Clears the view up to and with record `seq`. */
export function clear(marks: readonly ViewMark[], seq: number): readonly ViewMark[] {
  return [...marks, { kind: "clear", seq }];
}

/** Takes back the last clear; the same marks when there is none. */
export function undoClear(marks: readonly ViewMark[]): readonly ViewMark[] {
  const last = marks.findLastIndex((mark) => mark.kind === "clear");
  return last === -1 ? marks : marks.toSpliced(last, 1);
}

/** Folds the block that begins at `seq`, or unfolds it. */
export function toggleFold(marks: readonly ViewMark[], seq: number): readonly ViewMark[] {
  return toggle(marks, "fold", seq);
}

/** Takes the block that begins at `seq` out of view, or brings it back. */
export function toggleDelete(marks: readonly ViewMark[], seq: number): readonly ViewMark[] {
  return toggle(marks, "delete", seq);
}

/** Shows a part of a block whole that is folded by itself, or folds it again. */
export function toggleUnfold(marks: readonly ViewMark[], seq: number, piece: string): readonly ViewMark[] {
  const at = marks.findIndex((mark) => mark.kind === "unfold" && mark.seq === seq && mark.piece === piece);
  return at === -1 ? [...marks, { kind: "unfold", seq, piece }] : marks.toSpliced(at, 1);
}

function toggle(marks: readonly ViewMark[], kind: "fold" | "delete", seq: number): readonly ViewMark[] {
  const at = marks.findIndex((mark) => mark.kind === kind && mark.seq === seq);
  return at === -1 ? [...marks, { kind, seq }] : marks.toSpliced(at, 1);
}

/** Marks by what they ask for. */
export interface MarkIndex {
  /** Everything up to and with this number is out of view; 0 for nothing. */
  readonly cleared: number;
  readonly folded: ReadonlySet<number>;
  readonly deleted: ReadonlySet<number>;
}

/** Sorts marks for `reduce`. */
export function indexMarks(marks: readonly ViewMark[]): MarkIndex {
  const of = (kind: ViewMark["kind"]) => marks.filter((mark) => mark.kind === kind).map((mark) => mark.seq);
  return {
    cleared: Math.max(0, ...of("clear")),
    folded: new Set(of("fold")),
    deleted: new Set(of("delete")),
  };
}
