/** Where in the log an absent place of a transcript is to be looked for (absent.ts). */
import { ABSENT_LINE, LINES_CHUNK } from "./absent";
import type { BlockDraft } from "./block-draft";

/** A line of an output of a block: the block's number, which of its outputs, which of its lines. All but seq from 0. */
export interface TranscriptPlace {
  readonly seq: number;
  readonly output: number;
  readonly line: number;
}

/** The place lies in the records after `from` and up to `to`; about at `likely`. */
export interface Whereabouts {
  readonly from: number;
  readonly to: number;
  readonly likely: number;
}

/** A point whose record is known: `at` counts lines, or outputs. */
interface Known {
  readonly at: number;
  readonly seq: number;
}

/** Undefined when the place is held, or is none. */
export function whereabouts(block: BlockDraft, { output, line }: TranscriptPlace): Whereabouts | undefined {
  const entry = block.entries[output];
  if (!entry) return undefined;
  const next = block.entries.slice(output + 1).find(({ source }) => source > 0)?.source ?? block.last;
  if (entry.output.kind === "absent") {
    const known = block.entries.map(({ source }, at) => ({ at, seq: source }));
    if (entry.source > 0) return { from: entry.source - 1, to: next, likely: next };
    const ends = [
      { at: 0, seq: block.start.seq },
      { at: block.entries.length, seq: block.last },
    ] as const;
    return between([ends[0], ...known, ends[1]], output, 0);
  }
  if (!entry.terminal || entry.terminal.lines[line] !== ABSENT_LINE) return undefined;
  const known = entry.terminal.sources.map((seq, i) => ({ at: i * LINES_CHUNK, seq }));
  const begin = entry.source || block.start.seq;
  return between(
    [{ at: 0, seq: begin }, ...known, { at: entry.terminal.lines.length, seq: next }],
    line,
    LINES_CHUNK,
  );
}

/** @param margin so much further than `wanted` the log has to be read for it to be final */
function between(points: readonly Known[], wanted: number, margin: number): Whereabouts {
  const known = points.filter(({ seq }) => seq > 0);
  const low = known.findLast(({ at }) => at <= wanted) ?? (known[0] as Known);
  const high = known.find(({ at }) => at > wanted + margin) ?? (known.at(-1) as Known);
  const share = Math.min(1, (wanted + 1 + margin - low.at) / Math.max(1, high.at - low.at));
  const likely = Math.ceil(low.seq + (high.seq - low.seq) * share);
  return {
    from: Math.max(0, low.seq - 1),
    to: high.seq,
    likely: Math.max(low.seq, Math.min(high.seq, likely)),
  };
}
