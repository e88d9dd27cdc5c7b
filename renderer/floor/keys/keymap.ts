/**
 * The key table: IEP's map with its clashes settled, put together from the files keys.ts beside the commands. A key
 * belongs to a place; "anywhere" excludes the others. "Ctrl" is written for all systems: on macOS it is Cmd, except with
 * M, H, Q and Tab.
 */
import { CTRL_ON_MAC } from "../../../preload/contract/key-presses";
import { t } from "../../../preload/texts/texts";
import type { Place } from "../commands/commands";
import { fieldKey, type KeyBinding, keyBindings } from "./key-bindings";
import { keyChoice, tableOf } from "./user-keys";

let known: { readonly of: unknown; readonly count: number; readonly table: readonly KeyBinding[] } | null =
  null;

/** The table that counts now: the map that is chosen, with the user's own keys. */
export function currentKeys(): readonly KeyBinding[] {
  const now = keyChoice.get();
  const defaults = keyBindings();
  if (known?.of !== now || known.count !== defaults.length)
    known = { of: now, count: defaults.length, table: tableOf(defaults, now.keyMap, now.keys) };
  return known.table;
}

/** What the two columns of a table of keys may not do; a sentence for each clash. */
export function findClashes(table: readonly KeyBinding[]): readonly string[] {
  const clashes: string[] = [];
  table.forEach((a, index) => {
    for (const b of table.slice(index + 1)) {
      if (a.key !== b.key) continue;
      if (a.place === b.place) clashes.push(`${a.key} in ${a.place}: ${a.command} and ${b.command}`);
      else if (a.place === "anywhere" || b.place === "anywhere") {
        clashes.push(`${a.key} is "anywhere" and in ${a.place === "anywhere" ? b.place : a.place} too`);
      }
    }
  });
  return clashes;
}

/** The command of a key in a place, or undefined. */
export function commandFor(key: string, place: Place): string | undefined {
  return currentKeys().find(
    (binding) => binding.key === key && (binding.place === place || binding.place === "anywhere"),
  )?.command;
}

/** The keys that have a command in a place. */
export function keysOf(place: Place): readonly string[] {
  return currentKeys()
    .filter((binding) => binding.place === place || binding.place === "anywhere")
    .map(({ key }) => key);
}

/** Names of keys that are words. */
const KEY_WORDS = {
  Ctrl: t("Ctrl"),
  Shift: t("Shift"),
  Return: t("Return"),
  PageUp: t("PageUp"),
  PageDown: t("PageDown"),
};

function partInWords(key: string): string {
  return key in KEY_WORDS ? KEY_WORDS[key as keyof typeof KEY_WORDS] : key;
}

/** A key of the table as people read it ("Ctrl+Shift+P", "⌘⇧P" on macOS). */
export function keyInWords(bound: string, mac: boolean): string {
  const key = bound.replace("ArrowUp", "↑").replace("ArrowDown", "↓");
  if (!mac) return key.split("+").map(partInWords).join("+");
  const name = key.slice(key.lastIndexOf("+", key.length - 2) + 1);
  return key
    .replace("Ctrl+", CTRL_ON_MAC.has(name) ? "⌃" : "⌘")
    .replace("Alt+", "⌥")
    .replace("Shift+", "⇧")
    .replace("Return", "↩");
}

function keyOf(command: string): string | undefined {
  return currentKeys().find((binding) => binding.command === command)?.key ?? fieldKey(command);
}

/** The first key of a command for `aria-keyshortcuts`, or undefined. */
export function ariaShortcut(command: string, mac: boolean): string | undefined {
  const bound = keyOf(command);
  const ctrl =
    mac && bound && !CTRL_ON_MAC.has(bound.slice(bound.lastIndexOf("+", bound.length - 2) + 1))
      ? "Meta"
      : "Control";
  return bound?.replace("Ctrl", ctrl).replace("Return", "Enter");
}

/** The first key of a command as menus and palette show it, or null. */
export function keyLabel(command: string, mac: boolean): string | null {
  const bound = keyOf(command);
  return bound === undefined ? null : keyInWords(bound, mac);
}
