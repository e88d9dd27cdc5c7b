/**
 * What is selected in a shell's output, told by lines instead of by nodes: only the lines in view are on the page, a
 * selection reaches further.
 */
import { ABSENT_LINE } from "../../../preload/transcript/absent";
import { findBlock } from "../../../preload/transcript/block-search";
import type { TextPiece } from "./pieces";
import type { PlacedBlock } from "./transcript-layout";

/** So many lines are put together at once. */
const MOST_LINES = 2048;

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

/** The blocks from one place to another, in whichever order. Of no others the pieces are looked at: that makes them. */
function blocksBetween(
  blocks: readonly PlacedBlock[],
  one: Place,
  other: Place,
): { readonly between: readonly PlacedBlock[]; readonly endsAreThere: boolean } {
  const find = (seq: number) =>
    findBlock(blocks.length, (place) => (blocks[place] as PlacedBlock).block.seq, seq);
  const [from, to] = [find(one.seq), find(other.seq)].sort((a, b) => a - b) as [number, number];
  return { between: from < 0 ? [] : blocks.slice(from, to + 1), endsAreThere: from >= 0 };
}

/** Whether all lines between two places are held in the window. */
export function holdsAll(blocks: readonly PlacedBlock[], one: Place, other: Place): boolean {
  const { between, endsAreThere } = blocksBetween(blocks, one, other);
  return (
    endsAreThere &&
    between.every(({ pieces }) =>
      pieces.every(
        (piece) =>
          piece.kind !== "absent" &&
          (piece.kind !== "text" || !piece.lines.slice(piece.from, piece.to).includes(ABSENT_LINE)),
      ),
    )
  );
}

/** The text between two places, in whichever order; lines that are not on the page included. */
export function textBetween(blocks: readonly PlacedBlock[], one: Place, other: Place): string {
  return [...piecesBetween(blocks, one, other)].join("");
}

/** The same in pieces of at most `MOST_LINES` lines. */
export function* piecesBetween(
  blocks: readonly PlacedBlock[],
  one: Place,
  other: Place,
): Generator<string, void> {
  const all: { place: Omit<Place, "column">; piece: Pick<TextPiece, "lines" | "from" | "to"> }[] = [];
  for (const { block, pieces } of blocksBetween(blocks, one, other).between) {
    for (const piece of pieces) {
      const place = { seq: block.seq, piece: piece.key, line: 0 };
      if (piece.kind === "text") all.push({ place, piece });
      // What is folded within a traceback is copied with it.
      else if (piece.kind === "frames" && !piece.isOpen)
        all.push({ place, piece: { lines: piece.lines, from: piece.frames.from, to: piece.frames.to } });
    }
    // Nothing is said: but whoever takes the pieces can make a pause.
    yield "";
  }
  const rank = (place: Place) =>
    all.findIndex((entry) => entry.place.seq === place.seq && entry.place.piece === place.piece);
  let [start, end] = [one, other];
  const order = rank(one) - rank(other) || one.line - other.line || one.column - other.column;
  if (order > 0) [start, end] = [other, one];
  const from = rank(start);
  const to = rank(end);
  if (from < 0 || to < 0) return;
  for (let i = from; i <= to; i++) {
    const { piece } = all[i] as (typeof all)[number];
    const first = i === from ? start.line : piece.from;
    const last = i === to ? end.line : piece.to - 1;
    if (i > from) yield "\n";
    for (let line = first; line <= last; line += MOST_LINES) {
      const behind = Math.min(last + 1, line + MOST_LINES);
      const texts = piece.lines.slice(line, behind).map(({ text }) => text);
      if (i === to && behind > last) texts[texts.length - 1] = (texts.at(-1) ?? "").slice(0, end.column);
      if (i === from && line === first) texts[0] = (texts[0] ?? "").slice(start.column);
      yield (line > first ? "\n" : "") + texts.join("\n");
    }
  }
}
