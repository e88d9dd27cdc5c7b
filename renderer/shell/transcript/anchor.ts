/** A line that stays where it is on the screen while what is above it changes its height. */
import type { TranscriptLayout } from "./transcript-layout";

export interface Anchor {
  /** Number of the block, and key of the piece in it; null for a place between pieces. */
  readonly seq: number;
  readonly piece: string | null;
  readonly line: number;
  /** From the top of that line (or piece, or block) to the place, in px. */
  readonly rest: number;
}

/** What stands at `y` px from the top of the transcript; null where nothing does. */
export function anchorAt(layout: TranscriptLayout, y: number): Anchor | null {
  const [at] = layout.range(y, y + 1);
  const placed = layout.blocks[at];
  if (!placed) return null;
  const { seq } = placed.block;
  const inside = y - layout.topOfBlock(at);
  const piece = placed.pieces.find(({ top, height }) => inside >= top && inside < top + height);
  if (!piece) return { seq, piece: null, line: 0, rest: inside };
  if (piece.kind !== "text") return { seq, piece: piece.key, line: 0, rest: inside - piece.top };
  const { index, firstRow, padding } = piece;
  const { row } = layout.measures;
  const line = index.lineAt(firstRow + Math.max(0, Math.floor((inside - piece.top - padding) / row)));
  const top = piece.top + padding + (index.rowAt(line) - firstRow) * row;
  return { seq, piece: piece.key, line, rest: inside - top };
}

/** Where an anchor stands by now, in px from the top; null when its block is gone. */
export function placeOfAnchor(
  layout: TranscriptLayout,
  { seq, piece: key, line, rest }: Anchor,
): number | null {
  const at = layout.find(seq);
  const placed = layout.blocks[at];
  if (!placed) return null;
  const top = layout.topOfBlock(at);
  const piece = placed.pieces.find((one) => one.key === key);
  if (!piece) return top + Math.min(rest, placed.height);
  if (piece.kind !== "text") return top + piece.top + rest;
  const row = piece.index.rowAt(Math.min(line, piece.to - 1)) - piece.firstRow;
  return top + piece.top + piece.padding + row * layout.measures.row + rest;
}
