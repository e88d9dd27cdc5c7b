import { beforeAll, describe, expect, it } from "vitest";
import { wholeKeyTable } from "../../../tests/key-table";
import { keyBindings } from "./key-bindings";
import { commandFor, findClashes, type KeyPress, keyLabel, pressedKey } from "./keymap";

beforeAll(() => wholeKeyTable((file) => import(file)));

const press = (key: string, code: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  ...modifiers,
});

describe("the key table", () => {
  it("has no two commands for one key in one place, and nothing beside a key under anywhere", () => {
    expect(keyBindings().length).toBeGreaterThan(60);
    expect(findClashes(keyBindings())).toEqual([]);
  });

  it("would find both kinds of clash", () => {
    const one = { command: "a", key: "Ctrl+P", place: "editor" } as const;
    expect(findClashes([one, { ...one, command: "b" }])).toHaveLength(1);
    expect(findClashes([one, { ...one, command: "b", place: "anywhere" }])).toHaveLength(1);
    expect(findClashes([one, { ...one, command: "b", place: "shell" }])).toEqual([]);
  });

  it("gives a key to the command of its place", () => {
    expect(commandFor("Ctrl+R", "editor")).toBe("edit.comment");
    expect(commandFor("Ctrl+K", "editor")).toBeUndefined();
    expect(commandFor("Ctrl+K", "shell")).toBe("shell.restart");
    expect(commandFor("Ctrl+I", "editor")).toBe("shell.interrupt");
    expect(commandFor("Ctrl+I", "anywhere")).toBe("shell.interrupt");
  });

  it("is written in one way only: Ctrl, Alt, Shift, key", () => {
    for (const { key } of keyBindings())
      expect(key).toMatch(/^(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?(?:[A-Z0-9=.-]|[A-Z]\w+)$/);
  });
});

describe("a pressed key", () => {
  it("is written as in the table", () => {
    expect(pressedKey(press("P", "KeyP", { ctrlKey: true, shiftKey: true }), false)).toBe("Ctrl+Shift+P");
    expect(pressedKey(press("Enter", "Enter", { altKey: true }), false)).toBe("Alt+Return");
    expect(pressedKey(press("F9", "F9", { shiftKey: true }), false)).toBe("Shift+F9");
  });

  it("is the printed letter, but the place of a digit", () => {
    expect(pressedKey(press("z", "KeyY", { ctrlKey: true }), false)).toBe("Ctrl+Z");
    expect(pressedKey(press("à", "Digit0", { ctrlKey: true }), false)).toBe("Ctrl+0");
    expect(pressedKey(press("ы", "KeyS", { ctrlKey: true }), false)).toBe("Ctrl+S");
  });

  it("is nothing for a modifier alone or the system's own key", () => {
    expect(pressedKey(press("Control", "ControlLeft", { ctrlKey: true }), false)).toBeNull();
    expect(pressedKey(press("s", "KeyS", { metaKey: true }), false)).toBeNull();
  });

  it("takes Cmd for Ctrl on macOS, except with M, H, Q and Tab", () => {
    expect(pressedKey(press("s", "KeyS", { metaKey: true }), true)).toBe("Ctrl+S");
    expect(pressedKey(press("s", "KeyS", { ctrlKey: true }), true)).toBeNull();
    expect(pressedKey(press("h", "KeyH", { ctrlKey: true }), true)).toBe("Ctrl+H");
    expect(pressedKey(press("q", "KeyQ", { metaKey: true }), true)).toBeNull();
  });
});

it("shows keys as the system writes them", () => {
  expect(keyLabel("palette.commands", false)).toBe("Ctrl+Shift+P");
  expect(keyLabel("palette.commands", true)).toBe("⌘⇧P");
  expect(keyLabel("edit.undo", false)).toBe("Ctrl+Z");
  expect(commandFor("Ctrl+Z", "editor")).toBeUndefined();
  expect(keyLabel("nothing.such", false)).toBeNull();
});
