/** What was run in this kernel, for history_request (protocol "History"). */
import type { HistoryRequest } from "./request-contents";

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
      found = found.filter((entry) => fits(pattern ?? "*", entry.input));
    }
    if (unique) {
      const last = new Map(found.map((entry, index) => [entry.input, index]));
      found = found.filter((entry, index) => last.get(entry.input) === index);
    }
    return n === 0 ? [] : found.slice(-(n ?? found.length));
  }
}

/** Whether a glob with `*` and `?` fits a whole input, lines and all. A star that took too little is the last one. */
function fits(glob: string, input: string): boolean {
  let [at, star, tried] = [0, -1, 0];
  for (let i = 0; i < input.length; ) {
    if (glob[at] === "*") {
      star = at;
      tried = i;
      at += 1;
    } else if (at < glob.length && (glob[at] === "?" || glob[at] === input[i])) {
      at += 1;
      i += 1;
    } else if (star === -1) return false;
    else {
      tried += 1;
      i = tried;
      at = star + 1;
    }
  }
  return /^\**$/.test(glob.slice(at));
}
