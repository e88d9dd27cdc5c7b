import { expect, it } from "vitest";
import { answeredPassword, hasPassword } from "./passwords";

it("knows a text that has an answered password in it, and no other", () => {
  answeredPassword("");
  expect(hasPassword("'hunter2'")).toBe(false);
  answeredPassword("hunter2");
  expect(hasPassword("'user:hunter2'")).toBe(true);
  expect(hasPassword("'hunter'")).toBe(false);
});
