import { beforeAll, describe, expect, it } from "vitest";
import { wholeKeyTable } from "../../../tests/key-table";
import { keyBindings } from "./key-bindings";
import { commandFor, findClashes, keyLabel } from "./keymap";

beforeAll(() => wholeKeyTable((file) => import(file)));

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
      expect(key).toMatch(/^(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?(?:[A-Z0-9=.,/\\`-]|[A-Z]\w+)$/);
  });
});

it("shows keys as the system writes them", () => {
  expect(keyLabel("palette.commands", false)).toBe("Ctrl+Shift+P");
  expect(keyLabel("palette.commands", true)).toBe("⌘⇧P");
  expect(keyLabel("edit.undo", false)).toBe("Ctrl+Z");
  expect(commandFor("Ctrl+Z", "editor")).toBeUndefined();
  expect(keyLabel("nothing.such", false)).toBeNull();
});
