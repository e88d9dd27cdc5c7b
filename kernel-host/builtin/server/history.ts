/** What was run in this kernel, for history_request (protocol "History"). */
import type { HistoryRequest } from "./requests";

export interface HistoryEntry {
  /** 0 is this run; earlier runs have negative numbers, the latest of them -1. */
  readonly session: number;
  /** execution_count of the input in its run. */
  readonly line: number;
  readonly input: string;
  /** text/plain of its result, or null. */
  readonly output: string | null;
}

/** `(session, line, input)` or `(session, line, (input, output))`. */
export type HistoryTuple = [number, number, string | [string, string | null]];

export class History {
  readonly #entries: HistoryEntry[];

  /** @param earlier inputs of earlier runs, oldest first */
  constructor(earlier: readonly HistoryEntry[] = []) {
    this.#entries = [...earlier];
  }

  /** Adds an input of this run. */
  add(line: number, input: string): void {
    this.#entries.push({ session: 0, line, input, output: null });
  }

  /** The latest input had this result. */
  setOutput(line: number, output: string): void {
    const last = this.#entries.at(-1);
    if (last?.session === 0 && last.line === line)
      this.#entries[this.#entries.length - 1] = { ...last, output };
  }

  answer(request: HistoryRequest): HistoryTuple[] {
    return this.#select(request).map(({ session, line, input, output }) => [
      session,
      line,
      request.output ? [input, output] : input,
    ]);
  }

  #select({ hist_access_type, session, start, stop, n, pattern, unique }: HistoryRequest): HistoryEntry[] {
    if (hist_access_type === "range") {
      const end = stop ?? Number.POSITIVE_INFINITY;
      // A positive number would be an absolute one, which only a store over all runs could know.
      return this.#entries.filter(
        (entry) => entry.session === session && entry.line >= start && entry.line < end,
      );
    }
    let found = this.#entries;
    if (hist_access_type === "search") {
      const glob = globPattern(pattern ?? "*");
      found = found.filter((entry) => glob.test(entry.input));
    }
    if (unique) {
      const last = new Map(found.map((entry, index) => [entry.input, index]));
      found = found.filter((entry, index) => last.get(entry.input) === index);
    }
    return n === 0 ? [] : found.slice(-(n ?? found.length));
  }
}

/** A glob with `*` and `?` over a whole input, lines and all. */
function globPattern(glob: string): RegExp {
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s");
}
