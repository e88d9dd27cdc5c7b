/** When the results of which cells were cleared, as it is kept. */
import * as v from "valibot";

/** Of all files together; the oldest go. */
const MOST_KEPT = 2_000;

const entry = v.tuple([
  v.pipe(v.string(), v.maxLength(4096)),
  v.pipe(v.string(), v.maxLength(1000)),
  v.pipe(v.number(), v.finite()),
]);
/** Path, cell, ms since 1970; the newest last. */
type Entry = v.InferOutput<typeof entry>;

const keyOf = (path: string, cell: string) => `${path}\n${cell}`;

export class ClearedTimes {
  readonly #times: ReadonlyMap<string, number>;

  private constructor(private readonly entries: readonly Entry[]) {
    this.#times = new Map(entries.map(([path, cell, time]) => [keyOf(path, cell), time]));
  }

  /** Of what was kept; what cannot be read is nothing. */
  static read(text: string | null): ClearedTimes {
    try {
      return new ClearedTimes(v.parse(v.array(entry), JSON.parse(text ?? "[]")));
    } catch {
      return new ClearedTimes([]);
    }
  }

  /** With one more; what was cleared for a whole file takes the place of what was for its cells. */
  with(path: string, cell: string, time: number): ClearedTimes {
    const others = this.entries.filter(([its, one]) => its !== path || (cell !== "" && one !== cell));
    const name = cell.slice(0, 1000);
    return new ClearedTimes([...others, [path, name, time] as Entry].slice(-MOST_KEPT));
  }

  /** ms since 1970; 0 where nothing was cleared. */
  of(path: string, cell: string): number {
    return this.#times.get(keyOf(path, cell.slice(0, 1000))) ?? 0;
  }

  /** To be kept. */
  get text(): string {
    return JSON.stringify(this.entries);
  }
}
