import { expect, it } from "vitest";
import type { HistoryEntry } from "../../../preload/contract/history";
import { searchHistory } from "./find-history";

const entries: HistoryEntry[] = ["fit(x)", "plot(Fit)", "fit(x)", "print(1)"].map((code, i) => ({
  session: "s",
  time: i,
  code,
  outcome: "ok",
}));
const codes = (query: string) => searchHistory(entries, query).map(({ code }) => code);

it("finds every word, the newest first, each input once", () => {
  expect(codes("fit")).toEqual(["fit(x)", "plot(Fit)"]);
  expect(codes("x fit")).toEqual(["fit(x)"]);
  expect(codes("")).toEqual(["print(1)", "fit(x)", "plot(Fit)"]);
  expect(codes("none")).toEqual([]);
});

it("minds capitals where some were typed", () => {
  expect(codes("Fit")).toEqual(["plot(Fit)"]);
});
