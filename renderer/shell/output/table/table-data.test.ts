import { expect, it } from "vitest";
import { recordsOf } from "./separated-values";
import { tableOf, tabSeparated } from "./table-data";

const csv = (text: string) => [...recordsOf(text, ",")];

it("reads separated values: quotes, line feeds in them, empty fields and either line end", () => {
  expect(csv('a,b\r\n1,"x, ""y""\nz"\n,\n')).toEqual([
    ["a", "b"],
    ["1", 'x, "y"\nz'],
    ["", ""],
  ]);
  expect(csv("\ufeffa,b\n1,2")).toEqual([
    ["a", "b"],
    ["1", "2"],
  ]);
  expect(csv('"never closed,\n1')).toEqual([["never closed,\n1"]]);
  expect(csv('"a"b,c')).toEqual([["ab", "c"]]);
  expect(csv("")).toEqual([]);
});

it("knows columns of numbers, and gives a table to spreadsheets", () => {
  const table = tableOf({ "text/csv": 'name,n,x\nAda,1,1e-3\n"tab\there",2,\n' }, "text/csv");
  expect(table?.columns.map(({ isNumber }) => isNumber)).toEqual([false, true, true]);
  expect(table && tabSeparated(table)).toBe('name\tn\tx\nAda\t1\t1e-3\n"tab\there"\t2\t\n');
});

it("reads a tabular data resource, with and without its fields", () => {
  const type = "application/vnd.dataresource+json";
  const data = [
    { a: 1, b: null },
    { a: 2, b: { c: [3] } },
  ];
  const schema = { fields: [{ name: "b" }, { name: "a" }] };
  const rows = (value: unknown) => [...(tableOf({ [type]: value }, type)?.rows() ?? [])];
  expect(rows({ schema, data })).toEqual([
    ["null", "1"],
    ['{"c":[3]}', "2"],
  ]);
  expect(rows({ data })).toEqual([
    ["1", "null"],
    ["2", '{"c":[3]}'],
  ]);
  expect(rows(JSON.stringify({ data }))).toHaveLength(2);
  expect(tableOf({ [type]: { data: 7 } }, type)).toBeNull();
  expect(tableOf({ [type]: "no JSON" }, type)).toBeNull();
});
