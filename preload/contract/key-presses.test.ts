import { describe, expect, it } from "vitest";
import { type KeyPress, pressedKey } from "./key-presses";

const press = (key: string, code: string, modifiers: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  shiftKey: false,
  altKey: false,
  metaKey: false,
  ...modifiers,
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
