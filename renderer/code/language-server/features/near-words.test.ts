import { expect, it } from "vitest";
import { nearWords } from "./near-words";

it("finds the words that begin as what was typed, the nearest first", () => {
  const lines = ["mean_far = 1", "max_near, other = 2", "m", "Model(mesh, mesh)", "größe = massе"];
  expect(nearWords(lines, 2, "m")).toEqual(["max_near", "Model", "mesh", "mean_far", "massе"]);
  expect(nearWords(lines, 2, "mes")).toContain("mesh");
  expect(nearWords(lines, 2, "gr")).toEqual(["größe"]);
  expect(nearWords(lines, 2, "")).toEqual([]);
  expect(nearWords(["mean", "mean"], 0, "mean")).toEqual([]);
});

it("tells no more than a list can hold, and reads no line to an end that is far", () => {
  const many = Array.from({ length: 2_000 }, (_, n) => `name_${n}`);
  expect(nearWords(many, 1_000, "n")).toHaveLength(200);
  expect(nearWords([`${" ".repeat(5_000)}far`, "f"], 1, "f")).toEqual([]);
});
