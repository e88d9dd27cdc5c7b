import { expect, it } from "vitest";
import { timeOfDay } from "./time-of-day";

const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).getTime();

it("tells the time of today, and the date too from midnight on", () => {
  const late = at(23, 23, 59);
  expect(timeOfDay(late, late)).toMatch(/^\d+:59\b/);
  expect(timeOfDay(late, late)).not.toContain("23/");
  expect(timeOfDay(late, at(24, 0, 1))).toMatch(/23.*:59\b/);
  expect(timeOfDay(late, at(24, 0, 1)).length).toBeGreaterThan(timeOfDay(late, late).length);
});
