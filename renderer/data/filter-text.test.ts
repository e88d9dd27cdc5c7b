import { expect, test } from "vitest";
import type { DataColumn } from "../../preload/contract/data";
import { filterWords, parseFilter } from "./filter-text";

const column = (name: string, kind: DataColumn["kind"] = "number"): DataColumn => ({
  name,
  type: kind,
  kind,
  literal: `'${name}'`,
});
const columns = new Map([
  [0, column("flux")],
  [1, column("flux error")],
  [2, column("night", "text")],
]);

test("lines are read, and shown as they are meant", () => {
  const read = (text: string) => parseFilter(text, columns);
  const shown = (text: string) => {
    const filter = read(text);
    return filter && filterWords(filter, columns.get(filter.column));
  };
  expect(read("flux > 0.5")).toEqual({ column: 0, test: ">", value: "0.5" });
  expect(read("flux error<=3")).toEqual({ column: 1, test: "<=", value: "3" });
  expect(read("night is '2026-03-04'")).toEqual({ column: 2, test: "=", value: "2026-03-04" });
  expect(read("night is not b")).toEqual({ column: 2, test: "!=", value: "b" });
  expect(read("flux is missing")).toEqual({ column: 0, test: "missing", value: "" });
  expect(read("flux is not missing")).toEqual({ column: 0, test: "present", value: "" });
  expect(read("night contains a b")).toEqual({ column: 2, test: "contains", value: "a b" });
  expect(shown("flux == 1")).toBe("flux = 1");
  expect(shown("night is 2026-03-04")).toBe("night is 2026-03-04");
  expect(shown("flux <= 2")).toBe("flux ≤ 2");
  for (const nothing of ["", "flux", "flux >", "fluxes > 1", "other > 1", "flux isabel"])
    expect(read(nothing)).toBeNull();
});
