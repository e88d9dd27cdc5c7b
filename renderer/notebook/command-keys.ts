/** Jupyter's keys on whole cells. */

export type CellAction =
  | "edit"
  | "up"
  | "down"
  | "extend up"
  | "extend down"
  | "first"
  | "last"
  | "insert above"
  | "insert below"
  | "cut"
  | "copy"
  | "paste below"
  | "paste above"
  | "delete"
  | "undo"
  | "redo"
  | "code"
  | "markdown"
  | "raw"
  | "merge"
  | "run"
  | "run and advance"
  | "run and insert"
  | "interrupt"
  | "restart"
  | "save"
  | "find"
  | `heading ${number}`;

const KEYS: Readonly<Record<string, CellAction>> = {
  Enter: "edit",
  ArrowUp: "up",
  k: "up",
  ArrowDown: "down",
  j: "down",
  "Shift+ArrowUp": "extend up",
  "Shift+K": "extend up",
  "Shift+ArrowDown": "extend down",
  "Shift+J": "extend down",
  Home: "first",
  End: "last",
  a: "insert above",
  b: "insert below",
  x: "cut",
  c: "copy",
  v: "paste below",
  "Shift+V": "paste above",
  z: "undo",
  "Shift+Z": "redo",
  "Ctrl+z": "undo",
  "Ctrl+y": "redo",
  y: "code",
  m: "markdown",
  r: "raw",
  "Shift+M": "merge",
  "Shift+Enter": "run and advance",
  "Ctrl+Enter": "run",
  "Alt+Enter": "run and insert",
  s: "save",
  f: "find",
};

/** Keys that act when they are pressed twice. */
const TWICE: Readonly<Record<string, CellAction>> = { d: "delete", i: "interrupt", "0": "restart" };
/** The second press has to come within, in ms. */
const TWICE_MS = 800;

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly repeat?: boolean;
  /** In ms. */
  readonly timeStamp: number;
}

/** Reads keys one after the other. */
export class CommandKeys {
  #first = "";
  #at = 0;

  /** @returns what the key does; "wait" for the first of a pair; null for a key that is no command here */
  read(event: Pressed): CellAction | "wait" | null {
    const { key, ctrlKey, metaKey, altKey, shiftKey, timeStamp } = event;
    const name = `${ctrlKey || metaKey ? "Ctrl+" : ""}${altKey ? "Alt+" : ""}${shiftKey ? "Shift+" : ""}${key}`;
    const twice = TWICE[name];
    if (twice) {
      if (event.repeat) return "wait";
      const isSecond = this.#first === name && timeStamp - this.#at < TWICE_MS;
      this.#first = isSecond ? "" : name;
      this.#at = timeStamp;
      return isSecond ? twice : "wait";
    }
    this.#first = "";
    if (/^[1-6]$/.test(name)) return `heading ${Number(name)}`;
    return KEYS[name] ?? null;
  }
}
