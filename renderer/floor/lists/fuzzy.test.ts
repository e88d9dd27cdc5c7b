import { expect, it } from "vitest";
import { fuzzyFilter, fuzzyQuery, fuzzyScore } from "./fuzzy";

const commands = [
  "Save",
  "Save as…",
  "Save all",
  "Run cell",
  "Run cell and advance",
  "Restart kernel",
  "Dark theme",
];
const find = (query: string) => fuzzyFilter(query, commands, (text) => text);

it("keeps everything in its order when nothing is typed", () => {
  expect(find("  ")).toEqual(commands);
});

it("puts the shortest whole match first", () => {
  expect(find("save")).toEqual(["Save", "Save as…", "Save all"]);
  expect(find("run cell")[0]).toBe("Run cell");
});

it("finds letters at the starts of words", () => {
  expect(find("rca")[0]).toBe("Run cell and advance");
  expect(find("rk")[0]).toBe("Restart kernel");
});

it("needs every letter, in order", () => {
  expect(fuzzyScore(fuzzyQuery("llec"), "cell")).toBeNull();
  expect(find("xyz")).toEqual([]);
});

it("prefers a match inside the text to scattered letters", () => {
  expect(fuzzyScore(fuzzyQuery("theme"), "Dark theme") ?? 0).toBeGreaterThan(
    fuzzyScore(fuzzyQuery("theme"), "The home of me") ?? 0,
  );
});
