import { expect, it } from "vitest";
import type { DataColumn, DataView } from "../../../preload/contract/data";
import { carriedView } from "./carried-view";

const columns = (...names: string[]) =>
  new Map(
    names.map((name, at): [number, DataColumn] => [at, { name, type: "x", kind: "number", literal: null }]),
  );
const view: DataView = {
  sort: [{ column: 1, descending: true }],
  filters: [{ column: 2, test: ">", value: "3" }],
  slice: [0, null, null],
};
const names = new Map([
  [1, "flux"],
  [2, "order"],
]);

it("goes with the names of the columns, and says when one is left out", () => {
  const same = carriedView({ view, names }, { columns: 3, slice: null }, columns("night", "flux", "order"));
  expect(same).toEqual({ view: { ...view, slice: null }, whole: true });
  const moved = carriedView({ view, names }, { columns: 3, slice: null }, columns("order", "night", "flux"));
  expect(moved.view.sort).toEqual([{ column: 2, descending: true }]);
  expect(moved.view.filters).toEqual([{ column: 0, test: ">", value: "3" }]);
  const fewer = carriedView({ view, names }, { columns: 2, slice: null }, columns("night", "flux"));
  expect(fewer).toEqual({ view: { sort: view.sort, filters: [], slice: null }, whole: false });
});

it("goes by the place where a column is not described, and takes the first of one name", () => {
  const far: DataView = { sort: [{ column: 900, descending: false }], filters: [], slice: null };
  const kept = { view: far, names: new Map([[900, "c900"]]) };
  expect(carriedView(kept, { columns: 1000, slice: null }, columns("a")).view).toEqual(far);
  expect(carriedView(kept, { columns: 3, slice: null }, columns("a", "c900", "c900")).view.sort).toEqual([
    { column: 1, descending: false },
  ]);
});
