import { expect, test } from "vitest";
import { written } from "./copy-cells";

const rows = [
  ["1.5", "a|b"],
  ["NaN", 'say "x"'],
];
const as = (format: Parameters<typeof written>[3]) => written(rows, ["flux", "name"], [true, false], format);

test("cells as text for others", () => {
  expect(as("tsv")).toBe('1.5\ta|b\nNaN\tsay "x"');
  expect(as("tsv with names")).toBe('flux\tname\n1.5\ta|b\nNaN\tsay "x"');
  expect(as("markdown")).toBe('| flux | name |\n| ---: | --- |\n| 1.5 | a\\|b |\n| NaN | say "x" |');
  expect(as("code")).toBe('[[1.5, "a|b"],\n [float("nan"), "say \\"x\\""]]');
  expect(written([["2"], ["3"]], ["x"], [true], "code")).toBe("[2, 3]");
  expect(written([["x"]], ["x"], [false], "code")).toBe('"x"');
});
