/** What a block is drawn from: a column of pieces with known heights, so that only what is in view has to be drawn. */

import type { Lines, Output } from "../../../preload/transcript/transcript";
import type { Display } from "../output/content/picture";
import type { Drawing, Representation } from "../output/content/representations";
import type { FoldedFrames } from "./traceback-frames";
import type { RowIndex } from "./wrapped-rows";

export type TextRole =
  | "code"
  | "stdout"
  | "stderr"
  | "result"
  | "error"
  | "event"
  | "gap"
  | "died"
  | "question";

/** What all pieces have. Heights in px, from the top of the block. */
interface Placed {
  /** Unique in its block, and the same as long as it shows the same. */
  readonly key: string;
  readonly top: number;
  readonly height: number;
}

/** Lines `from` to before `to`; its first row is the row `firstRow` of the index. */
export interface TextPiece extends Placed {
  readonly kind: "text";
  readonly role: TextRole;
  readonly lines: Lines;
  readonly from: number;
  readonly to: number;
  readonly index: RowIndex;
  readonly firstRow: number;
  /** Room between the piece's top and its first row, in px. */
  readonly padding: number;
  /** "Out[4]:", for the gutter. */
  readonly prompt?: string;
}
export interface FoldPiece extends Placed {
  readonly kind: "fold";
  readonly hidden: number;
}
/** Frames of a traceback, or what a kernel said while it started, folded; where they are open, they stand below it. */
export interface FramesPiece extends Placed {
  readonly kind: "frames";
  readonly role: "error" | "stdout" | "stderr";
  readonly lines: Lines;
  readonly frames: FoldedFrames;
  readonly isOpen: boolean;
}
/** A display that is not only text: drawn by ../output, which tells its height (OutputViews). */
export interface DisplayPiece extends Placed {
  readonly kind: "display";
  readonly output: Display;
  readonly shown: Representation;
  readonly drawing: Drawing;
  readonly prompt?: string;
}
/** The field for the answer to input(). */
export interface FieldPiece extends Placed {
  readonly kind: "field";
  /** Columns that the prompt takes in the field's row. */
  readonly after: number;
  readonly question: Extract<Output, { kind: "input" }>;
}
/** Room for a rule between outputs. */
export interface RulePiece extends Placed {
  readonly kind: "rule";
  readonly rule: Rule;
}
/** Room for an output that is not held. */
export interface AbsentPiece extends Placed {
  readonly kind: "absent";
  /** Which of the block's outputs as they are shown. */
  readonly output: number;
}
/** Below a traceback, where the kernel's debugger can be opened in it. */
export interface DebugPiece extends Placed {
  readonly kind: "debug";
}
export type Piece =
  | TextPiece
  | FoldPiece
  | FramesPiece
  | DebugPiece
  | DisplayPiece
  | FieldPiece
  | RulePiece
  | AbsentPiece;

/** The rule before what came unseen, with its words, and the one after it. */
export type Rule = "unseen" | "seen again";

/** A rule in a block: before line `line` of output `output`; "before" all, or "after" all. */
export interface RuleIn {
  readonly rule: Rule;
  readonly at: "before" | "after" | { readonly output: number; readonly line: number };
}
