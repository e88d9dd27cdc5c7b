/**
 * All inputs of all languages, in memory: by day and session, the newest first. What is asked for is found in one pass, in
 * time proportional to the inputs; what one adds costs as much as it has.
 */
import type { HistoryCode, HistoryEntry, HistoryQuery, HistoryRow } from "../../preload/contract/history";

/** Of a code so much is in a row, in UTF-16 units. */
const MOST_ROW_CHARS = 400;
/** Codes of one answer, in UTF-16 units. */
const MOST_CODE_CHARS = 16 * 1024 * 1024;
/** What was found for so many queries is remembered. */
const MOST_FOUND = 4;

/** The inputs of one session and language on one day: numbers of entries, the oldest first. */
interface Bucket {
  readonly session: string;
  readonly language: string;
  readonly entries: number[];
}

interface Day {
  /** When it began, ms since 1970; 0 for inputs without a time. */
  readonly day: number;
  readonly buckets: Map<string, Bucket>;
}

interface Heading {
  readonly day: number;
  /** Absent: it is the day's. */
  readonly bucket?: Bucket;
  count: number;
}

/** What fits a query. */
interface Found {
  readonly query: HistoryQuery;
  /** The number of an entry, or below 0 a heading. */
  readonly rows: readonly number[];
  readonly headings: readonly Heading[];
  readonly inputs: number;
}

/** Grows by inputs in their order; headings come with the first input under them. */
class FoundList implements Found {
  readonly rows: number[] = [];
  readonly headings: Heading[] = [];
  inputs = 0;
  #day: Heading | undefined;
  #bucket: Heading | undefined;
  #under: { readonly day: number; readonly bucket?: Bucket } = { day: 0 };

  constructor(readonly query: HistoryQuery) {}

  /** What is added next belongs to a day, and to a session of it. */
  under(day: number, bucket?: Bucket): void {
    if (!bucket) this.#day = undefined;
    this.#bucket = undefined;
    this.#under = { day, ...(bucket && { bucket }) };
  }

  add(at: number): void {
    if (!this.#bucket) {
      this.#day ??= this.#head({ day: this.#under.day, count: 0 });
      this.#bucket = this.#head({ ...this.#under, count: 0 });
    }
    if (this.#day) this.#day.count++;
    this.#bucket.count++;
    this.inputs++;
    this.rows.push(at);
  }

  #head(heading: Heading): Heading {
    this.headings.push(heading);
    this.rows.push(-this.headings.length);
    return heading;
  }
}

export class HistoryIndex {
  readonly #entries: (HistoryEntry & { readonly language: string })[] = [];
  /** The codes in lower case. */
  readonly #lower: string[] = [];
  readonly #days = new Map<number, Day>();
  readonly #languages = new Set<string>();
  readonly #found = new Map<string, Found>();
  /** The day that was asked for last: most inputs follow one of the same day. */
  #last = { from: 1, to: 0 };

  get size(): number {
    return this.#entries.length;
  }

  get languages(): string[] {
    return [...this.#languages].sort();
  }

  /** Adds an input of a language. */
  add(language: string, entry: HistoryEntry): void {
    const at = this.#entries.length;
    this.#entries.push({ ...entry, language });
    this.#lower.push(entry.code.toLowerCase());
    this.#languages.add(language);
    const day = this.#dayOf(entry.time);
    let found = this.#days.get(day);
    if (!found) {
      found = { day, buckets: new Map() };
      this.#days.set(day, found);
    }
    const key = `${entry.session}\n${language}`;
    let bucket = found.buckets.get(key);
    if (!bucket) {
      bucket = { session: entry.session, language, entries: [] };
      found.buckets.set(key, bucket);
    }
    // Nearly always the last: they are written as they end, and a long one ends after those that follow it.
    const { entries } = bucket;
    let place = entries.length;
    while (place > 0 && this.#timeOf(entries[place - 1] as number) > entry.time) place--;
    if (place === entries.length) entries.push(at);
    else entries.splice(place, 0, at);
    this.#found.clear();
  }

  /** Rows of what fits a query. */
  find(
    query: HistoryQuery,
    from: number,
    count: number,
  ): { rows: number; found: number; page: HistoryRow[] } {
    const { rows, headings, inputs } = this.#fitting(query);
    const page = rows.slice(from, from + count).map((row) => this.#row(row, headings));
    return { rows: rows.length, found: inputs, page };
  }

  /** Whole inputs, the oldest first, as many as fit into one answer. */
  codes(ids: readonly number[]): HistoryCode[] {
    let chars = 0;
    return [...new Set(ids)]
      .flatMap((id) => {
        const entry = this.#entries[id];
        return entry ? [{ id, entry }] : [];
      })
      .sort((one, other) => one.entry.time - other.entry.time || one.id - other.id)
      .flatMap(({ id, entry: { language, session, time, code } }) => {
        chars += code.length;
        return chars > MOST_CODE_CHARS ? [] : [{ id, language, session, time, code }];
      });
  }

  #timeOf(at: number): number {
    return this.#entries[at]?.time ?? 0;
  }

  /** When the day of a time began, in the zone of this machine. */
  #dayOf(time: number): number {
    if (time <= 0 || !Number.isFinite(time)) return 0;
    if (time >= this.#last.from && time < this.#last.to) return this.#last.from;
    const day = new Date(time);
    const [year, month, date] = [day.getFullYear(), day.getMonth(), day.getDate()];
    const from = new Date(year, month, date).getTime();
    if (Number.isNaN(from)) return 0;
    this.#last = { from, to: new Date(year, month, date + 1).getTime() };
    return from;
  }

  #fitting(query: HistoryQuery): Found {
    const key = JSON.stringify(query);
    const known = this.#found.get(key);
    if (known) return known;
    // What is typed on fits a part of what fitted before.
    const wider = [...this.#found.values()].findLast(
      (found) =>
        query.text.startsWith(found.query.text) &&
        JSON.stringify({ ...found.query, text: query.text }) === key,
    );
    const found = wider ? this.#narrow(wider, query) : this.#look(query);
    this.#found.set(key, found);
    const [oldest] = this.#found.keys();
    if (this.#found.size > MOST_FOUND && oldest !== undefined) this.#found.delete(oldest);
    return found;
  }

  #look(query: HistoryQuery): Found {
    const list = new FoundList(query);
    const fits = this.#test(query);
    const sessions = query.sessions && new Set(query.sessions);
    for (const { day, buckets } of [...this.#days.values()].sort((one, other) => other.day - one.day)) {
      const newestFirst = [...buckets.values()].sort((one, other) => this.#newest(other) - this.#newest(one));
      list.under(day);
      for (const bucket of newestFirst) {
        if (sessions && !sessions.has(bucket.session)) continue;
        if (query.language !== null && query.language !== bucket.language) continue;
        const { entries } = bucket;
        list.under(day, bucket);
        for (let i = entries.length - 1; i >= 0; i--) {
          const at = entries[i] as number;
          if (fits(at)) list.add(at);
        }
      }
    }
    return list;
  }

  #narrow({ rows, headings }: Found, query: HistoryQuery): Found {
    const list = new FoundList(query);
    const fits = this.#test(query);
    for (const row of rows) {
      if (row < 0) {
        const { day, bucket } = headings[-row - 1] as Heading;
        list.under(day, bucket);
      } else if (fits(row)) list.add(row);
    }
    return list;
  }

  #newest({ entries }: Bucket): number {
    return this.#timeOf(entries.at(-1) ?? -1);
  }

  #test({ text, outcome }: HistoryQuery): (at: number) => boolean {
    const words = text.split(" ").filter((word) => word !== "");
    const exact = words.filter((word) => word !== word.toLowerCase());
    const loose = words.filter((word) => word === word.toLowerCase());
    const lower = this.#lower;
    const entries = this.#entries;
    const [only] = loose;
    if (outcome === "all" && words.length === 0) return () => true;
    if (outcome === "all" && words.length === 1 && only !== undefined)
      return (at) => (lower[at] as string).includes(only);
    return (at) => {
      if (outcome !== "all" && outcomeOf(entries[at]?.outcome ?? null) !== outcome) return false;
      const code = lower[at] as string;
      for (const word of loose) if (!code.includes(word)) return false;
      for (const word of exact) if (!(entries[at] as HistoryEntry).code.includes(word)) return false;
      return true;
    };
  }

  #row(row: number, headings: readonly Heading[]): HistoryRow {
    if (row < 0) {
      const { day, bucket, count } = headings[-row - 1] as Heading;
      if (!bucket) return { kind: "day", day, count };
      return { kind: "session", session: bucket.session, language: bucket.language, count };
    }
    const { session, language, time, outcome, code } = this.#entries[row] as HistoryEntry & {
      language: string;
    };
    let lines = 1;
    for (let i = code.indexOf("\n"); i >= 0; i = code.indexOf("\n", i + 1)) lines++;
    return {
      kind: "input",
      id: row,
      session,
      language,
      time,
      outcome,
      code: code.slice(0, MOST_ROW_CHARS),
      lines,
    };
  }
}

function outcomeOf(outcome: HistoryEntry["outcome"]): "ok" | "failed" | "other" {
  return outcome === "ok" ? "ok" : outcome === "error" ? "failed" : "other";
}
