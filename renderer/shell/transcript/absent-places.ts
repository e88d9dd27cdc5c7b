/** What of a view is not held in the window, and what must stay held because it is in view. */
import { ABSENT_LINE } from "../../../preload/transcript/absent";
import type { KeptPart } from "../../../preload/transcript/holding";
import type { TranscriptPlace } from "../../../preload/transcript/whereabouts";
import { anchorAt } from "./anchor";
import type { TextPiece } from "./pieces";
import type { PlacedBlock, TranscriptLayout } from "./transcript-layout";

/** So many lines above and below the view are kept with it. */
const MARGIN_LINES = 4096;

/** The first place between `top` and `bottom` (px) whose output or line is not held; null when all are. */
export function firstAbsent(layout: TranscriptLayout, top: number, bottom: number): TranscriptPlace | null {
  const [first, behind] = layout.range(top, bottom);
  for (let i = first; i < behind; i++) {
    const placed = layout.blocks[i] as PlacedBlock;
    const blockTop = layout.topOfBlock(i);
    const found = firstAbsentOf(placed, layout.measures.row, top - blockTop, bottom - blockTop);
    if (found) return found;
  }
  return null;
}

/**
 * The same in one block.
 * @param row height of a row, in px
 * @param top of what is looked at, in px from the block's top
 */
export function firstAbsentOf(
  { block, pieces }: Pick<PlacedBlock, "block" | "pieces">,
  row: number,
  top: number,
  bottom: number,
): TranscriptPlace | null {
  const { seq, gone = 0 } = block;
  for (const piece of pieces) {
    const from = top - piece.top;
    const to = bottom - piece.top;
    if (to <= 0 || from >= piece.height) continue;
    if (piece.kind === "absent") return { seq, output: piece.output + gone, line: 0 };
    if (piece.kind !== "text" || !isPrinted(piece)) continue;
    const line = absentLine(piece, row, from, to);
    if (line !== null) return { seq, output: Number.parseInt(piece.key, 10) + gone, line };
  }
  return null;
}

const isPrinted = ({ role }: TextPiece) => role === "stdout" || role === "stderr";

function absentLine(piece: TextPiece, row: number, from: number, to: number): number | null {
  const { index, firstRow, padding, lines } = piece;
  const rowAt = (y: number) => firstRow + Math.max(0, Math.floor((y - padding) / row));
  const last = Math.min(piece.to - 1, index.lineAt(rowAt(to)));
  for (let line = index.lineAt(rowAt(from)); line <= last; line++)
    if (lines[line] === ABSENT_LINE) return line;
  return null;
}

/** Whether a part lies near what is between `top` and `bottom` (px). */
export function nearView(layout: TranscriptLayout, top: number, bottom: number): (part: KeptPart) => boolean {
  const [first, last] = [anchorAt(layout, top), anchorAt(layout, bottom)];
  const from = first ?? { seq: 0, piece: null, line: 0 };
  const to = last ?? { seq: Number.POSITIVE_INFINITY, piece: null, line: 0 };
  return ({ seq, place, from: begin, to: end }) => {
    if (seq < from.seq || seq > to.seq) return false;
    const before = seq === from.seq && from.piece === String(place) && end < from.line - MARGIN_LINES;
    const after = seq === to.seq && to.piece === String(place) && begin > to.line + MARGIN_LINES;
    return !before && !after;
  };
}
