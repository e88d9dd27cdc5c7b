/** The keys of a list of which one entry is chosen, whether they are pressed in the list or in a field over it. */
import { type KeyboardEvent, useState } from "react";

/** Entries that Page Up and Page Down go over. */
const PAGE = 10;

/**
 * Where a key leads from entry `at` of `count`: past an end to the other one by arrow, and no further by page; undefined
 * for a key that leads nowhere.
 */
export function stepIn(key: string, at: number, count: number): number | undefined {
  const last = Math.max(0, count - 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at >= last ? 0 : at + 1,
    ArrowUp: at <= 0 ? last : at - 1,
    PageDown: Math.min(at + PAGE, last),
    PageUp: Math.max(at - PAGE, 0),
  };
  return steps[key];
}

interface ListKeysOptions<Entry> {
  readonly entries: readonly Entry[];
  readonly take: (entry: Entry) => void;
  readonly close: () => void;
  /** The step that another key stands for, as the name of an arrow key. */
  readonly alias?: (event: KeyboardEvent) => string | undefined;
}

/** The chosen entry of a list, and what its keys do: arrows and pages choose, Return takes, Escape closes. */
export function useListKeys<Entry>({ entries, take, close, alias }: ListKeysOptions<Entry>) {
  const [wanted, setAt] = useState(0);
  const at = Math.min(wanted, Math.max(0, entries.length - 1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = stepIn(alias?.(event) ?? event.key, at, entries.length);
    const entry = entries[at];
    if (next !== undefined) setAt(next);
    else if (event.key === "Escape") close();
    else if (event.key !== "Enter") return;
    else if (entry !== undefined) take(entry);
    event.preventDefault();
    event.stopPropagation();
  };
  return { at, setAt, onKeyDown };
}

/** For the chosen entry's `ref`: it is in view. */
export function bringIntoView(entry: HTMLElement | null): void {
  entry?.scrollIntoView({ block: "nearest" });
}
