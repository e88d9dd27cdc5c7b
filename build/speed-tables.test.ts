import { expect, test } from "vitest";
import { tableOf, withTable } from "./speed-tables.mjs";

test("the table has medians, ranges, ratios also where a peer is ahead, and what was not shown in time", () => {
  const table = tableOf({
    date: "2026-12-01",
    kernel: "ipykernel 6",
    loads: ["1.5 on 2 processors", "2.0 on 2 processors"],
    limit: 120,
    versions: { Tandem: "this build", "Qt console": "5.4", JupyterLab: "4.6" },
    missing: ["Pyzo is left out: there is none."],
    rows: { flood: { Tandem: [3, 2, 4], "Qt console": [2, 1.5, 2.5], JupyterLab: [null] } },
  });
  expect(table.split("\n").at(-1)).toBe(
    "| flood | 3.00, 2.00 to 4.00 | 2.00, 1.50 to 2.50 (1.50) | over 120 |",
  );
  expect(table).toContain("Pyzo is left out");
  expect(table).toContain("1.5, 2.0 on 2 processors");
  const begin = "<!-- made by npm run speed-tables from docs/peers.json -->";
  const end = "<!-- end of docs/peers.json -->";
  const text = withTable(`a\n${begin}\nold\n${end}\nb\n`, "new");
  expect(text).toBe(`a\n${begin}\nnew\n${end}\nb\n`);
  expect(() => withTable("nothing", "new")).toThrow("has no lines");
});
