import { expect, test } from "vitest";
import type { DataColumn, DataView } from "../../preload/contract/data";
import { asCode } from "./as-code";

const columns = new Map<number, DataColumn>([
  [0, { name: "residual", type: "float64", kind: "number", literal: "'residual'" }],
  [1, { name: "night", type: "category", kind: "category", literal: "'night'" }],
  [2, { name: "twice", type: "float64", kind: "number", literal: null }],
]);
const view = (changed: Partial<DataView>): DataView => ({ sort: [], filters: [], slice: null, ...changed });
const code = (
  dialect: "pandas" | "polars" | "numpy" | "python",
  changed: Partial<DataView>,
  type = "DataFrame",
) =>
  asCode({
    opened: { dialect, type, columns: 3, shape: null },
    expression: "df",
    view: view(changed),
    columns,
  });

const filters = [
  { column: 0, test: ">" as const, value: "0.002" },
  { column: 1, test: "=" as const, value: '2026"' },
];

test("pandas", () => {
  expect(code("pandas", { filters, sort: [{ column: 0, descending: true }] })).toBe(
    String.raw`df[(df["residual"] > 0.002) & (df["night"] == "2026\"")].sort_values("residual", ascending=False, kind="stable")`,
  );
  expect(code("pandas", { filters: [{ column: 2, test: "<", value: "1" }] })).toBe("df[df.iloc[:, 2] < 1]");
  expect(code("pandas", { sort: [{ column: 2, descending: false }] })).toBeNull();
  expect(code("pandas", { filters: [{ column: 0, test: ">", value: "1; import os" }] })).toBeNull();
  expect(code("pandas", { sort: [{ column: 0, descending: true }] }, "Series float64")).toBe(
    'df.sort_values(ascending=False, kind="stable")',
  );
});

test("polars and NumPy", () => {
  expect(code("polars", { filters: filters.slice(0, 1), sort: [{ column: 1, descending: false }] })).toBe(
    'df.filter(pl.col("residual") > 0.002).sort([pl.col("night")], descending=[False], nulls_last=True, maintain_order=True)',
  );
  expect(code("numpy", { filters: filters.slice(0, 1) })).toBe('df[df["residual"] > 0.002]');
  expect(code("numpy", { sort: [{ column: 0, descending: false }] })).toBe(
    'df[np.argsort(df["residual"], kind="stable")]',
  );
  expect(code("python", {})).toBeNull();
});
