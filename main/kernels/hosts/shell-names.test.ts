import { expect, it } from "vitest";
import { freeShellName } from "./shell-names";

it("numbers shells of one kernel from the second on, with the lowest free number", () => {
  const name = "Python 3 (ipykernel)";
  expect(freeShellName(name, [])).toBe(name);
  expect(freeShellName(name, [name])).toBe(`${name} 2`);
  expect(freeShellName(name, [name, `${name} 2`, `${name} 4`])).toBe(`${name} 3`);
  expect(freeShellName(name, [`${name} 2`])).toBe(name);
});
