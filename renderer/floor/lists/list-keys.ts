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

/**
 * Where a key leads from row `at` of `count` (−1: from none) in a list that stops at its ends, with Home and End, and
 * pages of `page` rows; undefined for a key that leads nowhere.
 */
export function stepWithin(key: string, at: number, count: number, page = PAGE): number | undefined {
  const last = count - 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  return to === undefined || count === 0 ? undefined : Math.max(0, Math.min(to, last));
}

/** Moves the keyboard among `rows` from the one that was pressed in, as `stepWithin` says. @returns whether it did */
export function moveFocus(event: KeyboardEvent, rows: readonly HTMLElement[]): boolean {
  const at = rows.indexOf(event.target as HTMLElement);
  const to = at < 0 ? undefined : stepWithin(event.key, at, rows.length);
  if (to === undefined) return false;
  rows[to]?.focus();
  event.preventDefault();
  return true;
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
