/** The keys as the user wants them: a map to begin with, and keys of single commands in place of what the map has. */
import type { Settings } from "../../../preload/contract/settings";
import type { Place } from "../commands/commands";
import { createStore } from "../store";
import type { KeyBinding } from "./key-bindings";

export type KeyMap = Settings["keyMap"];
/** By command its keys; none: it has no key. */
export type OwnKeys = Settings["keys"];

/** What the settings say of keys. */
export const keyChoice = createStore<{ readonly keyMap: KeyMap; readonly keys: OwnKeys }>({
  keyMap: "iep",
  keys: {},
});

/** What VS Code has otherwise. */
export const VSCODE_KEYS: OwnKeys = {
  "edit.comment": ["Ctrl+/"],
  "run.debugCell": [],
  "run.file": ["Ctrl+F5"],
  "run.fileAsScript": [],
  "run.mainAsScript": [],
  "tools.fileBrowser": ["Ctrl+Shift+E"],
  "tools.problems": ["Ctrl+Shift+M"],
  "edit.goToLine": ["Ctrl+G"],
  "focus.editor": ["Ctrl+1"],
  "focus.shell": ["Ctrl+`"],
  "focus.shell1": [],
};

/** The places of a command: those that its keys have in the map, else anywhere. */
export function placesOf(defaults: readonly KeyBinding[], command: string): readonly Place[] {
  const places = new Set(defaults.filter((each) => each.command === command).map(({ place }) => place));
  return places.size > 0 ? [...places] : ["anywhere"];
}

function withKeys(
  table: readonly KeyBinding[],
  defaults: readonly KeyBinding[],
  keys: OwnKeys,
): KeyBinding[] {
  const own = Object.entries(keys).flatMap(([command, list]) =>
    list.flatMap((key) => placesOf(defaults, command).map((place) => ({ command, key, place }))),
  );
  // First what was said: where two commands have one key it counts.
  return [...own, ...table.filter(({ command }) => !Object.hasOwn(keys, command))];
}

/** The table that counts: what the user said before the map, and the map before IEP's. */
export function tableOf(defaults: readonly KeyBinding[], map: KeyMap, own: OwnKeys): readonly KeyBinding[] {
  const mapped = map === "vscode" ? withKeys(defaults, defaults, VSCODE_KEYS) : defaults;
  return withKeys(mapped, defaults, own);
}

/** Commands that a key has in any of the same places as a binding of a command, besides it. */
export function alsoBound(
  table: readonly KeyBinding[],
  { command, key, place }: KeyBinding,
): readonly string[] {
  const others = table.filter(
    (other) =>
      other.key === key &&
      other.command !== command &&
      (other.place === place || other.place === "anywhere" || place === "anywhere"),
  );
  return [...new Set(others.map((other) => other.command))];
}

const KEY = /^(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?(?:[^\s+]|[A-Z]\w{1,20})$/;

/** Whether a key is written as the table has them. */
export function isKey(written: string): boolean {
  return KEY.test(written);
}
