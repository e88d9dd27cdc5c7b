/** Which outputs of a transcript are figures, and where each stands: known by its place, so that its data need not be held. */
import * as v from "valibot";
import { KEPT_TYPE } from "../../../preload/contract/records";
import { findBlock } from "../../../preload/transcript/block-search";
import type { Block, Output, Transcript } from "../../../preload/transcript/transcript";

export type Display = Extract<Output, { kind: "display" }>;

/** A picture or a chart that a kernel gave. */
export interface Figure {
  /** `seq/output`: unlike that of any other figure of the session. */
  readonly key: string;
  /** Number of its block. */
  readonly seq: number;
  /** Number of the output in its block, those counted that were cleared. */
  readonly output: number;
  /** Which of its block's figures it is, from 1. */
  readonly number: number;
  /** "In [7]"; "Kernel" for one of no request. */
  readonly prompt: string;
  /** First line of the code that is no comment, cut off. */
  readonly code: string;
  /** When its run began, ms since 1970. */
  readonly time: number;
}

/** A figure before it is known how many of its block stand before it. */
type Place = Omit<Figure, "number">;

const CHART = /^application\/vnd\.(?:plotly|vega|vegalite)\.v[\d.]{1,16}\+json$/;
/** Of the code so much is looked at, in UTF-16 units, for a line to show. */
const MOST_CODE = 4_000;
const MOST_LINE = 80;

const isOfFigure = (type: string) => type.startsWith("image/") || CHART.test(type);
/** As far as it is looked at: a kernel may send the type itself. */
const kept = v.array(v.object({ what: v.string() }));

/** Whether an output is a figure: it has a picture or a chart in it, or had one that was too large for the log. */
export function isFigure(output: Output): output is Display {
  if (output.kind !== "display") return false;
  return Object.keys(output.data).some(isOfFigure) || isKeptFigure(output);
}

/** Whether its picture is a file beside the log. */
export function isKeptFigure({ data }: Display): boolean {
  const found = v.safeParse(kept, data[KEPT_TYPE]);
  return found.success && found.output.some(({ what }) => isOfFigure(what));
}

/** The code's first line that says something. */
function lineOf(code: string): string {
  const lines = code.slice(0, MOST_CODE).split("\n");
  const line = lines.find((each) => each.trim() !== "" && !/^\s*(?:#|\/\/)/.test(each)) ?? lines[0] ?? "";
  const words = line.trim();
  return words.length > MOST_LINE ? `${words.slice(0, MOST_LINE - 1)}…` : words;
}

function figuresIn(block: Block): readonly Place[] {
  const found: Place[] = [];
  const { seq, gone = 0 } = block;
  for (const [place, output] of block.outputs.entries()) {
    if (!isFigure(output)) continue;
    found.push({
      key: `${seq}/${place + gone}`,
      seq,
      output: place + gone,
      prompt: block.prompt.replace(/:$/, ""),
      code: lineOf(block.code),
      time: block.started ?? block.asked,
    });
  }
  return found;
}

/** What an output is by now; undefined where that is not held. */
function outputAt(
  { blocks }: Transcript,
  { seq, output }: Pick<Figure, "seq" | "output">,
): Output | undefined {
  const block = blocks[findBlock(blocks.length, (place) => (blocks[place] as Block).seq, seq)];
  const found = block?.outputs[output - (block.gone ?? 0)];
  return found?.kind === "absent" ? undefined : found;
}

/** The figure's data, where the window holds them; null where they are to be fetched from the log. */
export function displayOf(transcript: Transcript, figure: Figure): Display | null {
  const output = outputAt(transcript, figure);
  return output && isFigure(output) ? output : null;
}

/**
 * The figures of one shell, in the order they were made. Grows with the transcript in time proportional to the blocks
 * that changed; a figure whose data the window let go of stays.
 */
export class FigureBook {
  #blocks: readonly Block[] = [];
  readonly #known = new Map<string, Place>();
  #figures: readonly Figure[] = [];

  /** All that are known: the same array as long as none came, went or became another. */
  get figures(): readonly Figure[] {
    return this.#figures;
  }

  /** Takes in what a transcript has. @param from the record after which it begins: what lies before is not cleared */
  take(transcript: Transcript, from: number): readonly Figure[] {
    const { blocks } = transcript;
    let changed = this.#add(blocks.filter((block, place) => this.#blocks[place] !== block));
    this.#blocks = blocks;
    for (const figure of this.#known.values()) {
      if (figure.seq <= from || isThere(transcript, figure)) continue;
      this.#known.delete(figure.key);
      changed = true;
    }
    return this.#settle(changed);
  }

  /** Takes in what was read beside the shell: earlier figures. */
  takeEarlier({ blocks }: Transcript): readonly Figure[] {
    return this.#settle(this.#add(blocks));
  }

  #add(blocks: readonly Block[]): boolean {
    let changed = false;
    for (const block of blocks) {
      for (const figure of figuresIn(block)) {
        const known = this.#known.get(figure.key);
        if (known && known.prompt === figure.prompt && known.time === figure.time) continue;
        this.#known.set(figure.key, figure);
        changed = true;
      }
    }
    return changed;
  }

  #settle(changed: boolean): readonly Figure[] {
    if (!changed) return this.#figures;
    const places = [...this.#known.values()].sort((a, b) => a.seq - b.seq || a.output - b.output);
    let [seq, number] = [-1, 0];
    this.#figures = places.map((place) => {
      number = place.seq === seq ? number + 1 : 1;
      seq = place.seq;
      return { ...place, number };
    });
    return this.#figures;
  }
}

/** Whether a figure may still stand there: it is one, or what is there is not held. */
function isThere({ blocks }: Transcript, { seq, output }: Place): boolean {
  const block = blocks[findBlock(blocks.length, (place) => (blocks[place] as Block).seq, seq)];
  if (!block) return false;
  const found = block.outputs[output - (block.gone ?? 0)];
  return found !== undefined && (found.kind === "absent" || isFigure(found));
}
