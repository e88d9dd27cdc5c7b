import { expect, it } from "vitest";
import { duplicateOf, errorsOf, newConfiguration } from "./configuration-draft";

const kernel = { id: "python:/p", displayName: "Python 3", language: "python", origin: "" };
const first = { ...newConfiguration(kernel, []), id: "first" };

it("gives new ones and copies a name of their own", () => {
  expect(first).toMatchObject({ name: "Python 3", kernel: { kernelId: "python:/p", label: "Python 3" } });
  const second = newConfiguration(kernel, [first]);
  const copy = duplicateOf(first, [first, second]);
  expect([second.name, copy.name]).toEqual(["Python 3 2", "Python 3 copy"]);
  expect(duplicateOf(first, [first, copy]).name).toBe("Python 3 copy 2");
  expect(new Set([first.id, second.id, copy.id]).size).toBe(3);
  expect(newConfiguration(undefined, []).kernel).toEqual({ kind: "path", path: "" });
});

it("says what is wrong beside the field that it is in", () => {
  expect(errorsOf(first, [first])).toEqual({});
  const other = { ...first, id: "other" };
  expect(errorsOf(other, [first, other])).toEqual({ name: "Another configuration has this name." });
  const bad = {
    ...first,
    name: " ",
    environment: [
      { name: "", value: "" },
      { name: "A", value: null },
    ],
    script: "\0",
  };
  expect(errorsOf(bad, [])).toEqual({
    name: "A configuration needs a name.",
    environment: "A variable needs a name.",
    script: "This holds a NUL character, which no system takes.",
  });
  const twice = ["A", "B", "A"].map((name) => ({ name, value: "" }));
  expect(errorsOf({ ...first, environment: twice }, [])).toEqual({ environment: "A stands here twice." });
});
