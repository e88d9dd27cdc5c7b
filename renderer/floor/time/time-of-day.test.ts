import { describe, expect, it } from "vitest";
import { dayAndTime, timeOfDay } from "./time-of-day";

const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime();

it("tells the time of today, and the date too from midnight on", () => {
  const late = at(23, 23, 59);
  expect(timeOfDay(late, late)).toMatch(/^\d+:59\b/);
  expect(timeOfDay(late, late)).not.toContain("23/");
  expect(timeOfDay(late, at(24, 0, 1))).toMatch(/23.*:59\b/);
  expect(timeOfDay(late, at(24, 0, 1)).length).toBeGreaterThan(timeOfDay(late, late).length);
});

const inMarch = (day: number, hour: number) => new Date(2026, 2, day, hour, 38).getTime();

describe("when a result was", () => {
  it("says the time alone of today, the word for the day before, and else the date", () => {
    expect(dayAndTime(inMarch(5, 9), inMarch(5, 14))).not.toMatch(/yesterday|2026/);
    expect(dayAndTime(inMarch(4, 22), inMarch(5, 1))).toMatch(/^yesterday /);
    expect(dayAndTime(inMarch(3, 22), inMarch(5, 1))).toContain("2026");
  });

  it("knows yesterday over the end of a month", () => {
    expect(dayAndTime(new Date(2026, 1, 28, 23).getTime(), inMarch(1, 1))).toMatch(/^yesterday /);
  });
});
