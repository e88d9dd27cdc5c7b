/** Which inputs of a log another one needs, by the names that they store and look up. Pure. */
import { type NamesUsed, namesUsed } from "../code/names-used";
import { type Entry, isLook } from "./entries";
import { PYTHON_BUILTINS } from "./python-builtins";

export interface Needed {
  /** Numbers of the inputs, with that of the one that needs them. */
  readonly chosen: ReadonlySet<number>;
  /** Those of which names do not tell what they do: they are chosen too. */
  readonly unclear: readonly Entry[];
  /** Names that no input before it has stored. */
  readonly missing: readonly string[];
}

/** What an input needs and no chosen one before it gives. */
export interface Lacking {
  readonly names: readonly string[];
  /** Those before it that give the names, and are not chosen. */
  readonly from: readonly Entry[];
}

/** In a longer log nobody is warned, and what failed is not chosen by names: reading the names would hold the window up. */
const MOST_READ = 3_000;

const read = new WeakMap<Entry, NamesUsed>();

function namesOf(entry: Entry): NamesUsed {
  let names = read.get(entry);
  if (!names) {
    names = namesUsed(entry.code, entry.showed);
    read.set(entry, names);
  }
  return names;
}

/**
 * Adds what ended with an error to a choice, where what is chosen after it needs names that it gives: a file may have
 * defined all of them before its last line failed.
 */
export function withRaised(entries: readonly Entry[], chosen: ReadonlySet<number>): ReadonlySet<number> {
  const lives = new Set(entries.filter(({ seq }) => chosen.has(seq)).map(({ life }) => life));
  const own = entries.filter(({ life }) => lives.has(life));
  if (own.length > MOST_READ || !own.some(({ raised }) => raised)) return chosen;
  const all = new Set(chosen);
  const needs = new Set<string>();
  for (const entry of own.toReversed()) {
    const { stores, mayStore, needs: looksUp } = namesOf(entry);
    const gives = entry.raised && [...needs].some((name) => stores.has(name) || mayStore.has(name));
    if (!all.has(entry.seq) && !gives) continue;
    all.add(entry.seq);
    if (entry.succeeded) for (const name of stores) needs.delete(name);
    for (const name of looksUp) needs.add(name);
  }
  return all;
}

/** By the number of each chosen Python input: what it needs that only inputs give which are not chosen. */
export function lackingIn(
  entries: readonly Entry[],
  chosen: ReadonlySet<number>,
): ReadonlyMap<number, Lacking> {
  const lacking = new Map<number, Lacking>();
  const lives = new Set(entries.filter(({ seq }) => chosen.has(seq)).map(({ life }) => life));
  const own = entries.filter(({ life }) => lives.has(life));
  if (own.length > MOST_READ) return lacking;
  const given = new Set<string>();
  const left = new Map<string, Entry>();
  for (const entry of own) {
    const { stores, mayStore, needs } = namesOf(entry);
    const stored = [...stores, ...mayStore];
    if (!chosen.has(entry.seq)) {
      if (entry.succeeded || entry.raised) for (const name of stored) left.set(name, entry);
      continue;
    }
    const names = [...needs].filter((name) => !given.has(name) && left.has(name));
    const from = [...new Set(names.map((name) => left.get(name) as Entry))];
    if (names.length > 0) lacking.set(entry.seq, { names, from });
    for (const name of stored) given.add(name);
  }
  return lacking;
}

/** What has to run, of the same kernel and what did not fail at once, for the names that a Python input looks up. */
export function neededBy(entries: readonly Entry[], wanted: Entry): Needed {
  const chosen = new Set([wanted.seq]);
  const unclear: Entry[] = [];
  const own = namesOf(wanted);
  const needs = new Set(own.needs);
  if (own.unclear) unclear.push(wanted);
  const before = entries.filter(
    ({ seq, life, succeeded, raised }) => life === wanted.life && seq < wanted.seq && (succeeded || raised),
  );
  for (const entry of before.reverse()) {
    const names = namesOf(entry);
    const given = [names.stores, names.mayStore, names.changes];
    const isNeeded = [...needs].some((name) => given.some((each) => each.has(name)));
    const isUnclear = names.unclear && entry.succeeded && !isLook(entry.code);
    if (isUnclear) unclear.unshift(entry);
    if (!isNeeded && !isUnclear) continue;
    chosen.add(entry.seq);
    // What failed may have failed before it stored the name.
    if (entry.succeeded) for (const name of names.stores) needs.delete(name);
    for (const name of names.needs) needs.add(name);
  }
  return { chosen, unclear, missing: [...needs].filter((name) => !PYTHON_BUILTINS.has(name)) };
}
