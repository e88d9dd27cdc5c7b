import { expect, it } from "vitest";
import { baseName, folderOf, joinPath, pathWithin, shortPath } from "./paths";

it("knows the paths of Unix", () => {
  expect(baseName("/data/exp.py")).toBe("exp.py");
  expect(folderOf("/data/exp.py")).toBe("/data");
  expect(folderOf("/data")).toBe("/");
  expect(folderOf("/")).toBe("/");
  expect(joinPath("/", "a")).toBe("/a");
  expect(joinPath("/data", "a\\b")).toBe("/data/a\\b");
});

it("knows the paths of Windows", () => {
  expect(baseName("C:\\data\\exp.py")).toBe("exp.py");
  expect(folderOf("C:\\data\\exp.py")).toBe("C:\\data");
  expect(folderOf("C:\\data")).toBe("C:\\");
  expect(folderOf("C:\\")).toBe("C:\\");
  expect(joinPath("C:\\data", "a")).toBe("C:\\data\\a");
});

it("writes the home folder short, and only that", () => {
  expect(shortPath("/home/ada/x", "/home/ada")).toBe("~/x");
  expect(shortPath("/home/ada", "/home/ada")).toBe("~");
  expect(shortPath("/home/adalbert", "/home/ada")).toBe("/home/adalbert");
});

it("knows the way from a folder to what lies in it", () => {
  expect(pathWithin("/data", "/data/run/a.py")).toBe("run/a.py");
  expect(pathWithin("/", "/a.py")).toBe("a.py");
  expect(pathWithin("/data", "/data")).toBe("");
  expect(pathWithin("/data", "/data2/a.py")).toBeUndefined();
  expect(pathWithin("C:\\data", "C:\\data\\a.py")).toBe("a.py");
  expect(pathWithin(null, "/a.py")).toBeUndefined();
});
