/** Which inputs of a log another one needs, by the names that they store and look up. Pure. */
import { namesUsed } from "../code/names-used";
import type { Entry } from "./entries";
import { PYTHON_BUILTINS } from "./python-builtins";

export interface Needed {
  /** Numbers of the inputs, with that of the one that needs them. */
  readonly chosen: ReadonlySet<number>;
  /** Those of which names do not tell what they do: they are chosen too. */
  readonly unclear: readonly Entry[];
  /** Names that no input before it has stored. */
  readonly missing: readonly string[];
}

/** What has to run, of the same kernel and what succeeded, for the names that a Python input looks up. */
export function neededBy(entries: readonly Entry[], wanted: Entry): Needed {
  const chosen = new Set([wanted.seq]);
  const unclear: Entry[] = [];
  const own = namesUsed(wanted.code);
  const needs = new Set(own.needs);
  if (own.unclear) unclear.push(wanted);
  const before = entries.filter(
    ({ seq, life, succeeded }) => life === wanted.life && seq < wanted.seq && succeeded,
  );
  for (const entry of before.reverse()) {
    const names = namesUsed(entry.code, entry.showed);
    const given = [names.stores, names.mayStore, names.changes];
    const isNeeded = [...needs].some((name) => given.some((each) => each.has(name)));
    if (names.unclear) unclear.unshift(entry);
    if (!isNeeded && !names.unclear) continue;
    chosen.add(entry.seq);
    for (const name of names.stores) needs.delete(name);
    for (const name of names.needs) needs.add(name);
  }
  return { chosen, unclear, missing: [...needs].filter((name) => !PYTHON_BUILTINS.has(name)) };
}
