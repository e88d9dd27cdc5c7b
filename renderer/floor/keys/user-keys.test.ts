import { beforeAll, describe, expect, it } from "vitest";
import { wholeKeyTable } from "../../../tests/key-table";
import type { KeyBinding } from "./key-bindings";
import { findClashes } from "./keymap";
import { alsoBound, isKey, tableOf } from "./user-keys";

let defaults: readonly KeyBinding[];
beforeAll(async () => {
  defaults = await wholeKeyTable((file) => import(file));
});
const keysOf = (table: readonly KeyBinding[], command: string) =>
  table.filter((each) => each.command === command).map(({ key, place }) => `${place} ${key}`);

describe("keys of the user's own", () => {
  it("stand in place of the map's, in its places", () => {
    const own = { "run.main": ["F7"], "edit.comment": [], "view.largerCode": ["Ctrl+Alt+Shift+A"] };
    const table = tableOf(defaults, "iep", own);
    expect(keysOf(table, "run.main")).toEqual(["editor F7", "shell F7"]);
    expect(keysOf(table, "edit.comment")).toEqual([]);
    expect(keysOf(table, "view.largerCode")).toEqual(["anywhere Ctrl+Alt+Shift+A"]);
    expect(tableOf(defaults, "iep", {})).toEqual(defaults);
  });

  it("both maps have no two commands for one key, and the user's key counts before the map's", () => {
    expect(findClashes(tableOf(defaults, "vscode", {}))).toEqual([]);
    const table = tableOf(defaults, "iep", { "run.file": ["Ctrl+R"] });
    expect(table.find(({ key }) => key === "Ctrl+R")?.command).toBe("run.file");
    const [binding] = table;
    expect(binding && alsoBound(table, binding)).toEqual(["edit.comment"]);
  });

  it("are written in one way", () => {
    for (const key of ["F5", "Ctrl+K", "Ctrl+Alt+Shift+ArrowUp", "Ctrl+,", "Alt+ü"])
      expect(isKey(key)).toBe(true);
    for (const key of ["", "Ctrl+", "Shift+Ctrl+K", "Ctrl+K Ctrl+I", "ctrl+k"])
      expect(isKey(key)).toBe(false);
  });
});
