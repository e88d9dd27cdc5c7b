/**
 * The past of the variables: a light snapshot in the log after each run that changed them, and its reading, also of a
 * session that has ended.
 */
import type { LogRecordOf } from "../../preload/contract/records";
import {
  type AsOf,
  MOST_IN_SNAPSHOT,
  type PastEntry,
  type PastVariable,
  type Variable,
} from "../../preload/contract/variables";
import { hasPassword } from "../floor/passwords";
import type { Log } from "../log/log";

/** Most UTF-16 units of a value in a snapshot. */
const VALUE_CHARS = 100;
/** A snapshot is whole after so many that only say what is other. */
const WHOLE_EVERY = 25;
/** So much of a log's end is looked through for snapshots, in bytes, and read at once. */
const MOST_READ_BYTES = 256 * 1024 * 1024;
const READ_BYTES = 1024 * 1024;
const MOST_ENTRIES = 10_000;

type Snapshot = LogRecordOf<"variables">;

export class VariablesPast {
  /** What was written last, by name. */
  #last: { readonly life: number; readonly variables: ReadonlyMap<string, PastVariable> } | undefined;
  /** Snapshots since the last that was whole; undefined: this host has written none in this life. */
  #sinceWhole: number | undefined;
  /** Snapshots that are known, oldest first, and how far the log was looked through. */
  readonly #entries: (PastEntry & { readonly whole: boolean })[] = [];
  #lookedFrom: number | undefined;
  #lookedTo = 0;

  constructor(private readonly log: Log) {}

  /** Writes what a run left, where it is other than before. */
  keep(variables: readonly Variable[], { life, executionCount }: AsOf): void {
    const now = new Map(kept(variables).map((variable) => [variable.name, variable]));
    const before = this.#last?.life === life ? this.#last.variables : undefined;
    if (before === undefined) this.#sinceWhole = undefined;
    const whole = this.#sinceWhole === undefined || this.#sinceWhole >= WHOLE_EVERY;
    const other = [...now.values()].filter((variable) => !isSame(variable, before?.get(variable.name)));
    const removed = [...(before?.keys() ?? [])].filter((name) => !now.has(name));
    this.#last = { life, variables: now };
    if (other.length + removed.length === 0) return;
    this.#sinceWhole = whole ? 0 : (this.#sinceWhole ?? 0) + 1;
    const set = whole ? [...now.values()] : other;
    this.log.append({ kind: "variables", executionCount, whole, set, removed: whole ? [] : removed });
  }

  /** The newest snapshots of the log, oldest first; `more`: there may be earlier ones. */
  async entries(): Promise<{ entries: PastEntry[]; more: boolean }> {
    await this.#look();
    const entries = this.#entries
      .slice(-MOST_ENTRIES)
      .map(({ seq, life, executionCount, time }) => ({ seq, life, executionCount, time }));
    return { entries, more: (this.#lookedFrom ?? 0) > this.log.first - 1 };
  }

  /** The variables of the snapshot with this number; null when it is not in the log, or what it stands on is not. */
  async at(seq: number): Promise<PastVariable[] | null> {
    await this.#look();
    const upTo = this.#entries.findIndex((entry) => entry.seq === seq);
    const from = this.#entries.findLastIndex((entry, at) => at <= upTo && entry.whole);
    if (upTo < 0 || from < 0) return null;
    const variables = new Map<string, PastVariable>();
    for (const entry of this.#entries.slice(from, upTo + 1)) {
      const record = this.log.read(entry.seq - 1, 1)[0];
      if (record?.kind !== "variables") return null;
      apply(record, variables);
    }
    return [...variables.values()];
  }

  /** Looks through what came since the last time; at first through the end of the log. */
  async #look(): Promise<void> {
    const { log } = this;
    this.#lookedFrom ??= this.#lookedTo = log.seqBefore(log.last + 1, MOST_READ_BYTES) - 1;
    const to = log.last;
    while (this.#lookedTo < to) {
      const records = log.read(this.#lookedTo, READ_BYTES);
      const last = records.at(-1);
      if (!last) break;
      for (const record of records) {
        if (record.kind !== "variables") continue;
        const { seq, life, executionCount, time, whole } = record;
        this.#entries.push({ seq, life, executionCount, time, whole });
      }
      this.#lookedTo = Math.max(this.#lookedTo + 1, last.seq);
      // Between two pieces whoever else is served has a turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function apply(record: Snapshot, variables: Map<string, PastVariable>): void {
  if (record.whole) variables.clear();
  for (const name of record.removed) variables.delete(name);
  for (const variable of record.set) variables.set(variable.name, variable);
}

/** What is kept: not the modules and what was taken from them. */
function kept(variables: readonly Variable[]): PastVariable[] {
  return variables
    .filter(({ origin }) => origin !== "imported")
    .slice(0, MOST_IN_SNAPSHOT)
    .map(({ name, kind, type, shape, value, mark, origin, secret }) => {
      // The answer to a password prompt is kept nowhere, whatever it was put into. The kernel knows those of all clients
      // and hosts, where it hears them; what this host passed on is known whatever the kernel.
      const hidden = secret || hasPassword(value) ? "…" : value;
      const short = hidden.length > VALUE_CHARS ? `${hidden.slice(0, VALUE_CHARS)}…` : hidden;
      return { name, kind, type, shape, value: short, mark, ...(origin ? { origin } : {}) };
    });
}

function isSame(one: PastVariable, other: PastVariable | undefined): boolean {
  if (!other) return false;
  return (
    one.type === other.type &&
    one.shape === other.shape &&
    one.value === other.value &&
    one.mark === other.mark
  );
}
