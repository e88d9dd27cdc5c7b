import { expect, test } from "vitest";
import { addToMenu, menuGroups } from "./menu";

test("entries stand by their places, whoever adds them first, and hundreds part the groups", () => {
  addToMenu("help", 200, "b.first", "b.second");
  addToMenu("help", 150, "a.last");
  addToMenu("help", 100, "a.first", "a.second");
  addToMenu("help", 200, "b.third");
  addToMenu("run", 100, "elsewhere");
  expect(menuGroups("help")).toEqual([
    ["a.first", "a.second", "a.last"],
    ["b.first", "b.second", "b.third"],
  ]);
});
