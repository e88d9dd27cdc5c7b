import { expect, it } from "vitest";
import { compareTables } from "./compare-tables";

it("tells cells that are another, and rows and columns that only one has", () => {
  const { columns, rows, differences } = compareTables(
    {
      columns: ["", "a", "b"],
      rows: [
        ["x", "1", "2"],
        ["y", "3", "4"],
        ["z", "5", "6"],
      ],
    },
    {
      columns: ["", "b", "c"],
      rows: [
        ["x", "2", "7"],
        ["z", "8", "9"],
        ["w", "0", "0"],
      ],
    },
  );
  expect(columns.map(({ name, state }) => `${name} ${state}`)).toEqual([
    " same",
    "a removed",
    "b same",
    "c added",
  ]);
  expect(rows.map(({ state, cells }) => [state, cells.map(({ text }) => text).join(",")])).toEqual([
    ["same", "x,1,2,7"],
    ["removed", "y,3,4,"],
    ["changed", "z,5,8,9"],
    ["added", "w,,0,0"],
  ]);
  expect(rows[2]?.cells[2]).toEqual({ text: "8", before: "6" });
  expect(differences).toBe(11);
});

it("goes by places where names are there twice", () => {
  const { rows, differences } = compareTables(
    {
      columns: ["k", "v"],
      rows: [
        ["a", "1"],
        ["a", "2"],
      ],
    },
    {
      columns: ["k", "v"],
      rows: [
        ["a", "1"],
        ["a", "3"],
      ],
    },
  );
  expect(rows.map(({ state }) => state)).toEqual(["same", "changed"]);
  expect(differences).toBe(1);
});
