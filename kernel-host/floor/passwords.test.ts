import { expect, it } from "vitest";
import { answeredPassword, hasPassword } from "./passwords";

it("knows a text that has an answered password in it, and no other", () => {
  answeredPassword("");
  // Other tests of this process answer questions too.
  expect(hasPassword("'correct horse'")).toBe(false);
  answeredPassword("correct horse");
  expect(hasPassword("'user:correct horse'")).toBe(true);
  expect(hasPassword("'correct'")).toBe(false);
});
