import { expect, it } from "vitest";
import { changeFolderCode } from "./change-folder";
import { type Listing, treeOf } from "./tree-rows";

const ALL = { filter: "", most: 1_000 };
const listings = new Map<string, Listing>([
  ["/work", { folders: ["data", "lamps", "other", "shut"], files: ["x.py"], left: 0 }],
  ["/work/data", { folders: ["night"], files: ["readme"], left: 0 }],
  ["/work/data/night", { folders: [], files: ["Lamp.fits", "dark.fits", "lamp2.fits"], left: 0 }],
  ["/work/lamps", { folders: [], files: ["y.py"], left: 0 }],
  ["/work/other", "The folder cannot be read: no lamp."],
]);
const shown = (filter: string, most = 1_000) =>
  treeOf("/work", listings, { filter, most }).rows.map(({ name, depth }) => `${"  ".repeat(depth)}${name}`);

it("has the entries of unfolded folders below them, and a sentence where one cannot be read", () => {
  expect(shown("")).toEqual([
    "data",
    "  night",
    "    Lamp.fits",
    "    dark.fits",
    "    lamp2.fits",
    "  readme",
    "lamps",
    "  y.py",
    "other",
    "  The folder cannot be read: no lamp.",
    "shut",
    "x.py",
  ]);
  const [data, , lamp] = treeOf("/work", listings, ALL).rows;
  expect(data).toMatchObject({ path: "/work/data", kind: "folder", unfolded: true });
  expect(lamp).toMatchObject({ path: "/work/data/night/Lamp.fits", kind: "file", unfolded: false });
  expect(treeOf("/", new Map([["/", { folders: ["a"], files: [], left: 0 }]]), ALL).rows[0]?.path).toBe("/a");
  const slash = new Map<string, Listing>([
    ["/work/", { folders: ["data"], files: [], left: 0 }],
    ["/work/data", { folders: [], files: ["x"], left: 0 }],
  ]);
  expect(treeOf("/work/", slash, ALL).fitting).toBe(2);
});

it("says how many entries are not listed, also while it filters", () => {
  const some = new Map<string, Listing>([["/work", { folders: [], files: ["a", "b"], left: 3 }]]);
  for (const [filter, names] of [
    ["", ["a", "b"]],
    ["b", ["b"]],
  ] as const)
    expect(treeOf("/work", some, { filter, most: 10 }).rows.map(({ name }) => name)).toEqual([
      ...names,
      "3 more are not listed.",
    ]);
});

it("keeps what fits and the folders around it, once", () => {
  expect(shown(" LAMP")).toEqual(["data", "  night", "    Lamp.fits", "    lamp2.fits", "lamps"]);
  expect(shown("nothing")).toEqual([]);
});

it("counts what fits beyond the rows that are made", () => {
  for (const filter of ["", "lamp", "fits", "py"])
    for (const most of [0, 1, 2, 3, 4, 7]) {
      const { fitting } = treeOf("/work", listings, { filter, most });
      expect(shown(filter, most)).toEqual(shown(filter).slice(0, most));
      expect(fitting).toBe(shown(filter).length);
    }
});

it("has the first rows of 100,000 entries at once, and filters them at a key", () => {
  const files = Array.from({ length: 100_000 }, (_, i) => `frame_${i}.fits`);
  const many = new Map<string, Listing>([["/many", { folders: [], files, left: 0 }]]);
  const from = process.cpuUsage();
  const first = treeOf("/many", many, { filter: "", most: 500 });
  const filtered = treeOf("/many", many, { filter: "99.fits", most: 500 });
  expect(process.cpuUsage(from).user / 1000).toBeLessThan(1_000);
  expect([first.rows.length, first.fitting]).toEqual([500, 100_000]);
  expect([filtered.rows.length, filtered.fitting]).toEqual([500, 1_000]);
});

it("takes a kernel to a folder in its own language", () => {
  expect(changeFolderCode('/a "b"', "python")).toBe('import os; os.chdir("/a \\"b\\"")');
  expect(changeFolderCode("/a", "javascript")).toBe('process.chdir("/a")');
  expect(changeFolderCode("/a", "r")).toBe('setwd("/a")');
  expect(changeFolderCode("/it's", "shell")).toBe("cd '/it'\\''s'");
  expect(changeFolderCode("/a", "cpp")).toBeNull();
});
