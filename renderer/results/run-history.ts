/** What was run of each file, kept up with the transcript of one shell; and which cell of a file each run belongs to. */
import { changesBetween } from "../../preload/transcript/changes";
import { costOfBlock } from "../../preload/transcript/holding";
import type { Block, Transcript } from "../../preload/transcript/transcript";
import { type Cell, cellName } from "../code/cells";
import { SELECTION } from "../editor/run-index";

/** Of one file so many of its newest runs are kept. */
const MOST_RUNS = 5_000;
/** Of those that their shell does not show any more so much is kept, in UTF-16 units; what it shows, it bounds. */
const MOST_UNSHOWN = 48 * 1024 * 1024;
/** Names of cells are no longer in an origin. */
const LONGEST_TITLE = 500;

/** The runs of files in one session, by file and number. */
export class RunHistory {
  #transcript: Transcript | null = null;
  readonly #runs = new Map<string, Map<number, Block>>();
  /** Number of the first block that the shell shows. */
  #firstShown = 0;

  /** Takes a newer transcript; what was cleared from view is still a result of its cell. */
  take(transcript: Transcript): this {
    if (transcript === this.#transcript) return this;
    const { at, from } = changesBetween(this.#transcript, transcript);
    // Another log than before: its numbers begin anew.
    if (transcript.seq < (this.#transcript?.seq ?? 0)) this.#runs.clear();
    this.#transcript = transcript;
    const { blocks } = transcript;
    for (const place of at) this.#look(blocks[place] as Block);
    for (let place = from; place < blocks.length; place++) this.#look(blocks[place] as Block);
    const first = blocks[0]?.seq ?? transcript.seq + 1;
    if (first > this.#firstShown) this.#letGo(first);
    this.#firstShown = first;
    return this;
  }

  /** The runs of a file, oldest first. */
  of(file: string): Iterable<Block> {
    return this.#runs.get(file)?.values() ?? [];
  }

  /** The oldest of those before block `first` go, where they are too much. */
  #letGo(first: number): void {
    const unshown = [...this.#runs.values()].flatMap((runs) =>
      [...runs.values()].filter(({ seq }) => seq < first).map((block) => ({ runs, block })),
    );
    let held = 0;
    for (const { runs, block } of unshown.sort((one, other) => other.block.seq - one.block.seq)) {
      held += costOfBlock(block);
      if (held > MOST_UNSHOWN) runs.delete(block.seq);
    }
  }

  #look(block: Block): void {
    const { origin } = block;
    if (!origin || origin.title === SELECTION) return;
    let runs = this.#runs.get(origin.file);
    if (!runs) {
      runs = new Map();
      this.#runs.set(origin.file, runs);
    }
    runs.set(block.seq, block);
    const [oldest] = runs.keys();
    if (runs.size > MOST_RUNS && oldest !== undefined) runs.delete(oldest);
  }
}

/** One run of a cell. */
export interface Run<Where> {
  readonly where: Where;
  readonly block: Block;
}

/**
 * Gives each run its cell: the one of its title; of several with that title, or where none has it, the one with its code,
 * else the one that stands where it stood.
 * @param codes what of each cell is run, as it is now
 * @param keys of a notebook the names of its cells, by which its runs are told
 * @returns for each cell its runs, newest first
 */
export function runsOfCells<Where>(
  cells: readonly Cell[],
  codes: readonly string[],
  runs: readonly Run<Where>[],
  keys: readonly string[] = [],
): readonly (readonly Run<Where>[])[] {
  const byTitle = new Map<string, number[]>();
  let untitled = -1;
  cells.forEach((cell, at) => {
    if (!cell.hasTitle) untitled = cell.kind === undefined ? at : untitled;
    else put(byTitle, cellName(cell).slice(0, LONGEST_TITLE), at);
  });
  const byKey = new Map(keys.map((key, at) => [key, at]));
  let byCode: Map<string, number[]> | undefined;
  const ofCode = (code: string): readonly number[] => {
    if (!byCode) {
      byCode = new Map();
      for (const [at, own] of codes.entries()) put(byCode, own, at);
    }
    return byCode.get(code) ?? [];
  };
  const placeOf = ({ origin, code }: Block): number | undefined => {
    if (!origin) return undefined;
    const { cell, title, lines } = origin;
    const named = cell === undefined ? undefined : byKey.get(cell);
    if (named !== undefined) return named;
    if (title === undefined) {
      // The lines before the first mark; where there are none, the whole file.
      const first = cells[untitled];
      return first && (lines[1] === first.to || codes[untitled] === code) ? untitled : undefined;
    }
    const titled = byTitle.get(title) ?? [];
    // A cell that is named by its line may be another one by now.
    if (titled.length === 1 && cells[titled[0] as number]?.title !== "") return titled[0];
    const same = ofCode(code);
    const nearest = (places: readonly number[]) =>
      places.find((at) => (cells[at]?.chunk ?? cells[at])?.from === lines[0]);
    return titled.find((at) => same.includes(at)) ?? nearest(same) ?? same[0] ?? nearest(titled);
  };
  const found: Run<Where>[][] = cells.map(() => []);
  for (const run of [...runs].sort((a, b) => b.block.asked - a.block.asked)) {
    const at = placeOf(run.block);
    if (at !== undefined) found[at]?.push(run);
  }
  return found;
}

function put<Key>(map: Map<Key, number[]>, key: Key, at: number): void {
  const known = map.get(key);
  if (known) known.push(at);
  else map.set(key, [at]);
}
