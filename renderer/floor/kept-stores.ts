/** Stores of features that a window remembers over a reload and a restart, each under a name and in a form of its own. */
import * as v from "valibot";
import { plain } from "./layout-state";
import { createStore, type Readable, type Store } from "./store";

interface Kept {
  readonly store: Store<unknown>;
  readonly schema: v.GenericSchema<unknown>;
}

const kept = new Map<string, Kept>();
const changes = createStore<object>({});
/** What this window remembered when it was loaded; a feature's module may be loaded later. */
let remembered: Readonly<Record<string, unknown>> = {};

/** Set anew whenever one of them changes: then there is something to be remembered. */
export const keptStoreChanges: Readable<object> = changes;

function give(name: string, { store, schema }: Kept): void {
  const read = v.safeParse(schema, remembered[name]);
  if (read.success) store.set(read.output);
}

/**
 * Has the window remember a store. Called when the feature's module is loaded.
 * @param schema what is remembered has to be of this form, else the store keeps what it has
 */
export function keepStore<T>(name: string, store: Store<T>, schema: v.GenericSchema<T>): void {
  const own = { store, schema } as unknown as Kept;
  kept.set(name, own);
  give(name, own);
  store.subscribe(() => changes.set({}));
}

/** What they all hold now, and what was remembered of features that are not loaded, as it can be written down. */
export function presentStores(): Record<string, unknown> {
  const held = [...kept].map(([name, { store }]) => [name, store.get()] as const);
  return plain({ ...remembered, ...Object.fromEntries(held) });
}

/** Gives each what was remembered of it. */
export function restoreStores(stored: Readonly<Record<string, unknown>>): void {
  remembered = stored;
  for (const [name, own] of kept) give(name, own);
}
