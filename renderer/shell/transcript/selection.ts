/**
 * What is selected in a shell's output, told by lines instead of by nodes: only the lines in view are on the page, a
 * selection reaches further.
 */
import { ABSENT_LINE } from "../../../preload/transcript/absent";
import { linesText } from "../../../preload/transcript/text";
import type { TextPiece } from "./pieces";
import type { PlacedBlock } from "./transcript-layout";

/** A place in the output: a column of a line of a piece of a block. */
export interface Place {
  readonly seq: number;
  readonly piece: string;
  readonly line: number;
  /** In UTF-16 units. */
  readonly column: number;
}

/** The place of a selection's end, or null when it is in no line of `log`. */
export function placeOf(log: Element, node: Node | null, offset: number): Place | null {
  const element = node instanceof Element ? node : node?.parentElement;
  const line = element?.closest<HTMLElement>(".line");
  const piece = line?.closest<HTMLElement>(".piece");
  const block = piece?.closest<HTMLElement>(".block");
  if (!node || !line || !piece || !block || !log.contains(block)) return null;
  const range = document.createRange();
  range.setStart(line, 0);
  range.setEnd(node, offset);
  return {
    seq: Number(block.dataset.seq),
    piece: piece.dataset.piece ?? "",
    line: Number(line.dataset.line),
    column: Number(line.dataset.from ?? 0) + range.toString().length,
  };
}

/** Whether all lines between two places are held in the window. */
export function holdsAll(blocks: readonly PlacedBlock[], one: Place, other: Place): boolean {
  const [low, high] = [Math.min(one.seq, other.seq), Math.max(one.seq, other.seq)];
  return blocks.every(
    ({ block, pieces }) =>
      block.seq < low ||
      block.seq > high ||
      pieces.every(
        (piece) =>
          piece.kind !== "absent" &&
          (piece.kind !== "text" || !piece.lines.slice(piece.from, piece.to).includes(ABSENT_LINE)),
      ),
  );
}

/** The text between two places, in whichever order; lines that are not on the page included. */
export function textBetween(blocks: readonly PlacedBlock[], one: Place, other: Place): string {
  const all: { place: Omit<Place, "column">; piece: Pick<TextPiece, "lines" | "from" | "to"> }[] = [];
  const [low, high] = [Math.min(one.seq, other.seq), Math.max(one.seq, other.seq)];
  for (const { block, pieces } of blocks) {
    if (block.seq < low || block.seq > high) continue;
    for (const piece of pieces) {
      const place = { seq: block.seq, piece: piece.key, line: 0 };
      if (piece.kind === "text") all.push({ place, piece });
      // What is folded within a traceback is copied with it.
      else if (piece.kind === "frames" && !piece.isOpen)
        all.push({ place, piece: { lines: piece.lines, from: piece.frames.from, to: piece.frames.to } });
    }
  }
  const rank = (place: Place) =>
    all.findIndex((entry) => entry.place.seq === place.seq && entry.place.piece === place.piece);
  let [start, end] = [one, other];
  const order = rank(one) - rank(other) || one.line - other.line || one.column - other.column;
  if (order > 0) [start, end] = [other, one];
  const from = rank(start);
  const to = rank(end);
  if (from < 0 || to < 0) return "";
  const parts: string[] = [];
  for (let i = from; i <= to; i++) {
    const { piece } = all[i] as (typeof all)[number];
    const first = i === from ? start.line : piece.from;
    const last = i === to ? end.line : piece.to - 1;
    const texts = piece.lines.slice(first, last + 1).map((line) => line.text);
    if (i === to) texts[texts.length - 1] = (texts.at(-1) ?? "").slice(0, end.column);
    if (i === from) texts[0] = (texts[0] ?? "").slice(start.column);
    parts.push(linesText([...texts.map((text) => ({ text })), { text: "" }]));
  }
  return parts.join("\n");
}
