import { expect, it } from "vitest";
import { changeFolderCode } from "./change-folder";
import { filteredRows } from "./filtered-rows";
import type { TreeRow } from "./folder-listing";

const row = (name: string, depth: number, kind: TreeRow["kind"] = "file"): TreeRow => ({
  path: name,
  name,
  kind,
  depth,
  unfolded: kind === "folder",
});

it("keeps what fits and the folders around it, once", () => {
  const rows = [
    row("data", 0, "folder"),
    row("night", 1, "folder"),
    row("Lamp.fits", 2),
    row("lamp2.fits", 2),
    row("dark.fits", 2),
    row("other", 0, "folder"),
    row("sentence about lamps", 1, "sentence"),
    row("lamps", 0, "folder"),
    row("x.py", 1),
  ];
  expect(filteredRows(rows, " LAMP").map(({ name }) => name)).toEqual([
    "data",
    "night",
    "Lamp.fits",
    "lamp2.fits",
    "lamps",
  ]);
  expect(filteredRows(rows, "")).toBe(rows);
});

it("filters 100,000 entries at a key", () => {
  const rows = Array.from({ length: 100_000 }, (_, i) => row(`frame_${i}.fits`, 0));
  const from = process.cpuUsage();
  expect(filteredRows(rows, "99.fits").length).toBe(1_000);
  expect(process.cpuUsage(from).user / 1000).toBeLessThan(2_000);
});

it("takes a kernel to a folder in its own language", () => {
  expect(changeFolderCode('/a "b"', "python")).toBe('import os; os.chdir("/a \\"b\\"")');
  expect(changeFolderCode("/a", "javascript")).toBe('process.chdir("/a")');
  expect(changeFolderCode("/a", "r")).toBe('setwd("/a")');
  expect(changeFolderCode("/it's", "shell")).toBe("cd '/it'\\''s'");
  expect(changeFolderCode("/a", "cpp")).toBeNull();
});
