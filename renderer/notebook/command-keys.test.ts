import { expect, it } from "vitest";
import { CommandKeys } from "./command-keys";

const PLAIN = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

it("reads Jupyter's keys, and deletes at the second d alone", () => {
  const keys = new CommandKeys();
  const press = (key: string, timeStamp = 0, more = {}) => keys.read({ ...PLAIN, key, timeStamp, ...more });
  expect([press("a"), press("M", 0, { shiftKey: true }), press("Enter"), press("q")]).toEqual([
    "insert above",
    "merge",
    "edit",
    null,
  ]);
  expect([press("d", 1000), press("d", 1200)]).toEqual(["wait", "delete"]);
  expect([press("d", 2000), press("d", 3000), press("j", 3001), press("d", 3002)]).toEqual([
    "wait",
    "wait",
    "down",
    "wait",
  ]);
  expect(press("d", 3100, { repeat: true })).toBe("wait");
  expect(press("2")).toBe("heading 2");
  expect(press("d", 3200, { ctrlKey: true })).toBeNull();
});
