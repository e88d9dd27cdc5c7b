/**
 * How a pressed key is written: "Ctrl+Shift+P". "Ctrl" is written for all systems: on macOS it is Cmd, except with M, H,
 * Q and Tab.
 */

/** The letters and keys that keep Ctrl on macOS. */
export const CTRL_ON_MAC = new Set(["M", "H", "Q", "Tab"]);

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
