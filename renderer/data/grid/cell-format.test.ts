import { expect, test } from "vitest";
import type { DataColumn } from "../../../preload/contract/data";
import { formatFor, formatted } from "./cell-format";

const floats: DataColumn = { name: "x", type: "float64", kind: "number", literal: "'x'" };
const shown = (...cells: string[]) => cells.map((cell) => formatted(cell, formatFor(floats, cells)));

test("numbers of a column have as many places as it needs, and no more than can be read", () => {
  expect(shown("0.8366", "12.5", "NaN")).toEqual(["0.8366", "12.5000", "NaN"]);
  expect(shown("0.1257302210933933", "-1.2590655321041202")).toEqual(["0.12573", "-1.25907"]);
  expect(shown("562736.25", "1.0")).toEqual(["562736.3", "1.0"]);
  expect(shown("1.5e+20", "2.0")).toEqual(["1.5000e+20", "2.0000e+0"]);
  expect(shown("3e-07", "1e-6")).toEqual(["3.0000e-7", "1.0000e-6"]);
  expect(shown()).toEqual([]);
});

test("other columns and other texts stay", () => {
  expect(formatFor({ ...floats, type: "int64" }, ["1"])).toEqual({ kind: "plain" });
  expect(formatted("inf", { kind: "fixed", places: 2 })).toBe("inf");
  expect(formatted("255", { kind: "hex" })).toBe("0xff");
  expect(formatted("-255", { kind: "hex" })).toBe("-0xff");
  expect(formatted("1.5", { kind: "hex" })).toBe("1.5");
});

test("thousands stand apart, and times show the part that is wanted", () => {
  expect(formatted("-1234567.891", { kind: "grouped", places: 2 })).toBe("-1\u202f234\u202f567.89");
  expect(formatted("NaN", { kind: "grouped", places: 2 })).toBe("NaN");
  expect(formatted("2026-03-04 22:10:05.5", { kind: "day" })).toBe("2026-03-04");
  expect(formatted("2026-03-04T22:10:05+01:00", { kind: "time" })).toBe("22:10:05");
  expect(formatted("2026-03-04", { kind: "time" })).toBe("00:00");
  expect(formatted("2026-03-04 22:10", { kind: "weekday" })).toBe("Wed 2026-03-04");
  expect(formatted("NaT", { kind: "weekday" })).toBe("NaT");
});
