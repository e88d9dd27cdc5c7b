/**
 * The keys: IEP's map with its clashes settled. A key belongs to a place; "anywhere" excludes the others. "Ctrl" is
 * written for all systems: on macOS it is Cmd, except with M, H, Q and Tab.
 */
import { t } from "../../../preload/texts/texts";
import type { Place } from "./commands";

export interface KeyBinding {
  readonly command: string;
  readonly key: string;
  readonly place: Place;
}

const inPlace = (place: Place, keys: Readonly<Record<string, string>>): KeyBinding[] =>
  Object.entries(keys).map(([key, command]) => ({ key, command, place }));

export const keymap: readonly KeyBinding[] = [
  ...inPlace("editor", {
    "Ctrl+Return": "run.cell",
    "Alt+Return": "run.selection",
    "Shift+Return": "run.cellAdvance",
    "Ctrl+Shift+Return": "run.cellAdvance",
    "Shift+F9": "run.selectionAdvance",
    "Ctrl+E": "run.file",
    "Ctrl+M": "run.main",
    F6: "run.main",
    "Ctrl+Shift+E": "run.fileAsScript",
    "Ctrl+Shift+M": "run.mainAsScript",
    "Ctrl+R": "edit.comment",
    "Ctrl+P": "palette.files",
    "Ctrl+G": "edit.goToLine",
    "Ctrl+H": "edit.replace",
    "Ctrl+PageUp": "view.previousCell",
    "Ctrl+PageDown": "view.nextCell",
    "Ctrl+W": "file.close",
    F12: "code.definition",
    "Shift+F12": "code.references",
    F2: "code.rename",
    "Ctrl+.": "code.fix",
    F8: "code.nextProblem",
    "Shift+F8": "code.previousProblem",
  }),
  ...inPlace("shell", {
    "Ctrl+Return": "shell.run",
    "Alt+Return": "shell.run",
    "Ctrl+K": "shell.restart",
    "Ctrl+L": "shell.clear",
    "Ctrl+P": "shell.debug",
    "Ctrl+R": "shell.searchHistory",
    "Ctrl+F": "shell.find",
    "Ctrl+M": "run.main",
    F6: "run.main",
    F2: "shell.rename",
    F3: "shell.findNext",
    "Shift+F3": "shell.findPrevious",
    "Ctrl+ArrowUp": "shell.previousBlock",
    "Ctrl+ArrowDown": "shell.nextBlock",
    "Alt+K": "shell.close",
  }),
  ...inPlace("anywhere", {
    "Ctrl+N": "file.new",
    "Ctrl+O": "file.open",
    "Ctrl+S": "file.save",
    "Ctrl+Shift+S": "file.saveAs",
    "Ctrl+Shift+T": "file.reopen",
    "Ctrl+Shift+N": "window.new",
    "Ctrl+Shift+W": "window.close",
    "Ctrl+Q": "app.quit",
    "Ctrl+I": "shell.interrupt",
    F5: "debugger.continue",
    F10: "debugger.next",
    F11: "debugger.step",
    "Ctrl+Shift+P": "palette.commands",
    "Ctrl+9": "focus.editor",
    "Ctrl+0": "focus.shell",
    "Ctrl+1": "focus.shell1",
    "Ctrl+2": "focus.shell2",
    "Ctrl+3": "focus.shell3",
    "Ctrl+4": "focus.shell4",
    "Ctrl+5": "focus.shell5",
    "Ctrl+6": "focus.shell6",
    "Ctrl+7": "focus.shell7",
    "Ctrl+8": "focus.shell8",
    "Ctrl+Tab": "file.next",
    "Ctrl+Shift+Tab": "file.previous",
    "Ctrl+=": "view.zoomIn",
    "Ctrl+-": "view.zoomOut",
    "Ctrl+Shift+0": "view.zoomReset",
  }),
];

/** What the two columns of a table of keys may not do; a sentence for each clash. */
export function findClashes(bindings: readonly KeyBinding[]): readonly string[] {
  const clashes: string[] = [];
  bindings.forEach((a, index) => {
    for (const b of bindings.slice(index + 1)) {
      if (a.key !== b.key) continue;
      if (a.place === b.place) clashes.push(`${a.key} in ${a.place}: ${a.command} and ${b.command}`);
      else if (a.place === "anywhere" || b.place === "anywhere") {
        clashes.push(`${a.key} is "anywhere" and in ${a.place === "anywhere" ? b.place : a.place} too`);
      }
    }
  });
  return clashes;
}

/** The letters and keys that keep Ctrl on macOS. */
const CTRL_ON_MAC = new Set(["M", "H", "Q", "Tab"]);

/** The parts of a key event that a binding is about; DOM KeyboardEvents have them. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** The name of the pressed key without modifiers, as in the table. */
function keyName(press: KeyPress): string {
  // By position for digits (with Shift, or on a French keyboard, the sign is another one) and for letters that Alt
  // or a keyboard without Latin letters replaced; by sign otherwise, so that Ctrl+Z is where Z is printed.
  const position = /^(?:Digit|Key|Numpad)(\w)$/.exec(press.code)?.[1];
  if (press.code.startsWith("Digit") && position) return position;
  if (/^[a-z]$/i.test(press.key)) return press.key.toUpperCase();
  if (press.code.startsWith("Key") && position) return position;
  if (press.key === "Enter") return "Return";
  if (press.key === "+") return "=";
  return press.key;
}

/** What was pressed, written as in the table; null for a modifier alone or a key with the system's own modifier. */
export function pressedKey(press: KeyPress, mac: boolean): string | null {
  if (["Control", "Shift", "Alt", "Meta", "AltGraph"].includes(press.key)) return null;
  const name = keyName(press);
  const ctrl = mac && !CTRL_ON_MAC.has(name) ? press.metaKey : press.ctrlKey;
  const other = mac && !CTRL_ON_MAC.has(name) ? press.ctrlKey : press.metaKey;
  if (other) return null;
  const shift = press.shiftKey && press.key !== "+";
  return `${ctrl ? "Ctrl+" : ""}${press.altKey ? "Alt+" : ""}${shift ? "Shift+" : ""}${name}`;
}

/** The command of a key in a place, or undefined. */
export function commandFor(key: string, place: Place): string | undefined {
  return keymap.find(
    (binding) => binding.key === key && (binding.place === place || binding.place === "anywhere"),
  )?.command;
}

/** Keys that the focused field itself handles, shown beside their commands. */
const OWN_KEYS: Readonly<Record<string, string>> = {
  "edit.undo": "Ctrl+Z",
  "edit.redo": "Ctrl+Y",
  "edit.cut": "Ctrl+X",
  "edit.copy": "Ctrl+C",
  "edit.paste": "Ctrl+V",
  "edit.selectAll": "Ctrl+A",
  "edit.find": "Ctrl+F",
};

/** Names of keys that are words. */
const KEY_WORDS = {
  Ctrl: t("Ctrl"),
  Shift: t("Shift"),
  Return: t("Return"),
  PageUp: t("PageUp"),
  PageDown: t("PageDown"),
};

function keyInWords(key: string): string {
  return key in KEY_WORDS ? KEY_WORDS[key as keyof typeof KEY_WORDS] : key;
}

/** The first key of a command for `aria-keyshortcuts`, or undefined. */
export function ariaShortcut(command: string, mac: boolean): string | undefined {
  const bound = keymap.find((binding) => binding.command === command)?.key ?? OWN_KEYS[command];
  const ctrl =
    mac && bound && !CTRL_ON_MAC.has(bound.slice(bound.lastIndexOf("+", bound.length - 2) + 1))
      ? "Meta"
      : "Control";
  return bound?.replace("Ctrl", ctrl).replace("Return", "Enter");
}

/** The first key of a command as menus and palette show it ("Ctrl+Shift+P", "⌘⇧P" on macOS), or null. */
export function keyLabel(command: string, mac: boolean): string | null {
  const bound = keymap.find((binding) => binding.command === command)?.key ?? OWN_KEYS[command];
  if (bound === undefined) return null;
  const key = bound.replace("ArrowUp", "↑").replace("ArrowDown", "↓");
  if (!mac) return key.split("+").map(keyInWords).join("+");
  const name = key.slice(key.lastIndexOf("+", key.length - 2) + 1);
  return key
    .replace("Ctrl+", CTRL_ON_MAC.has(name) ? "⌃" : "⌘")
    .replace("Alt+", "⌥")
    .replace("Shift+", "⇧")
    .replace("Return", "↩");
}
