import { expect, it } from "vitest";
import { pathLiteral } from "./path-literal";

it("is a string of the language, whatever the file is called", () => {
  expect(pathLiteral("/data/run 1.csv", "python")).toBe('"/data/run 1.csv"');
  expect(pathLiteral('C:\\data\\"x"', "Python")).toBe('"C:\\\\data\\\\\\"x\\""');
  expect(pathLiteral("/a/$b", "julia")).toBe('"/a/\\$b"');
  expect(pathLiteral("/it's", "bash")).toBe("'/it'\\''s'");
});
