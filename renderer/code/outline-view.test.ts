import { describe, expect, it } from "vitest";
import { readCode } from "./code";
import { readOutline } from "./outline";
import { ALL_DEPTHS, shownAt, shownSymbols } from "./outline-view";
import "./grammar-tables";

const symbols = readOutline(
  readCode(
    "## Z cell\nclass Night:\n  def read(self):\n    def inner(): pass\n    return 1\n  def add(self): pass\ndef area(): pass\n",
    "python",
    "#",
  ),
);
const names = (view: Parameters<typeof shownSymbols>[1]) =>
  shownSymbols(symbols, view).map(({ name }) => name);
const all = { sort: "place", depth: ALL_DEPTHS, hidden: [] } as const;

describe("what is shown of a structure", () => {
  it("is all of it, in the order of the file", () => {
    expect(names(all)).toEqual(["Z cell", "Night", "read", "inner", "add", "area"]);
  });

  it("goes as deep as is wanted, and leaves kinds out", () => {
    expect(names({ ...all, depth: 1 })).toEqual(["Z cell", "Night", "area"]);
    expect(names({ ...all, depth: 2 })).toEqual(["Z cell", "Night", "read", "add", "area"]);
    expect(names({ ...all, hidden: ["cell", "method"] })).toEqual(["Night", "inner", "area"]);
  });

  it("stands by name within what it stands in", () => {
    expect(names({ ...all, sort: "name" })).toEqual(["area", "Night", "add", "read", "inner", "Z cell"]);
  });

  it("follows the cursor to the innermost that is shown", () => {
    const sorted = shownSymbols(symbols, { ...all, sort: "name" });
    expect(shownAt(sorted, 4)?.name).toBe("inner");
    expect(shownAt(sorted, 5)?.name).toBe("read");
    expect(shownAt(shownSymbols(symbols, { ...all, depth: 1 }), 4)?.name).toBe("Night");
    expect(shownAt([], 4)).toBeUndefined();
  });
});
