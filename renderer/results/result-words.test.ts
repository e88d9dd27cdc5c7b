import { describe, expect, it } from "vitest";
import { dayAndTime } from "./result-words";

const at = (day: number, hour: number) => new Date(2026, 2, day, hour, 38).getTime();

describe("when a result was", () => {
  it("says the time alone of today, the word for the day before, and else the date", () => {
    expect(dayAndTime(at(5, 9), at(5, 14))).not.toMatch(/yesterday|2026/);
    expect(dayAndTime(at(4, 22), at(5, 1))).toMatch(/^yesterday /);
    expect(dayAndTime(at(3, 22), at(5, 1))).toContain("2026");
  });

  it("knows yesterday over the end of a month", () => {
    expect(dayAndTime(new Date(2026, 1, 28, 23).getTime(), at(1, 1))).toMatch(/^yesterday /);
  });
});
