/** Finds files by what is typed of their names, among as many as a folder may have. Pure. */
import { fuzzyQuery, fuzzyScore } from "./fuzzy";

interface Found {
  readonly path: string;
  readonly score: number;
  /** Its place in the list: of those that fit alike the first comes first. */
  readonly order: number;
}

/** So many files are looked at before others have their turn: some ms. */
const SLICE = 10_000;

const byScore = (one: Found, other: Found) => other.score - one.score || one.order - other.order;

export class FileFinder {
  readonly #paths: string[] = [];
  readonly #small: string[] = [];
  /** Where its name begins in each. */
  readonly #names: number[] = [];

  get size(): number {
    return this.#paths.length;
  }

  add(paths: readonly string[]): void {
    for (const path of paths) {
      this.#paths.push(path);
      this.#small.push(path.toLowerCase());
      this.#names.push(path.lastIndexOf("/") + 1);
    }
  }

  /**
   * Those that fit best, best first; the first ones when nothing is typed. By their names or, where "/" is typed, by their
   * paths.
   * @param wait called after every so many files: may wait, and answers whether to go on
   * @returns null when it did not go on
   */
  async find(
    typed: string,
    most: number,
    wait: () => boolean | Promise<boolean>,
  ): Promise<readonly string[] | null> {
    if (typed.trim() === "") return this.#paths.slice(0, most);
    const query = fuzzyQuery(typed);
    const byPath = typed.includes("/");
    let found: Found[] = [];
    let least = Number.NEGATIVE_INFINITY;
    for (let order = 0; order < this.#paths.length; order++) {
      if (order % SLICE === SLICE - 1 && !(await wait())) return null;
      const path = this.#paths[order] as string;
      const small = this.#small[order] as string;
      const from = byPath ? 0 : (this.#names[order] as number);
      const score = fuzzyScore(
        query,
        from === 0 ? path : path.slice(from),
        from === 0 ? small : small.slice(from),
      );
      if (score === null || score <= least) continue;
      found.push({ path, score, order });
      if (found.length < 4 * most) continue;
      found = found.sort(byScore).slice(0, most);
      least = found.at(-1)?.score ?? least;
    }
    return found
      .sort(byScore)
      .slice(0, most)
      .map(({ path }) => path);
  }
}
