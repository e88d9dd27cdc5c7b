import { describe, expect, it } from "vitest";
import { describeTarget, fileOfLink, linksIn, targetOfAddress } from "./text-links";

const found = (text: string) =>
  linksIn(text).map(({ start, end, target }) => [text.slice(start, end), target] as const);
const file = (path: string, line: number | null) => ({ kind: "file", path, line });

describe("links in a line", () => {
  it("are addresses, without the punctuation behind them", () => {
    expect(found("see https://a.org/x?y=1#z, (http://b.org).")).toEqual([
      ["https://a.org/x?y=1#z", { kind: "url", url: "https://a.org/x?y=1#z" }],
      ["http://b.org", { kind: "url", url: "http://b.org" }],
    ]);
    expect(found("javascript:alert(1) file:///etc/passwd tandem://app/")).toEqual([]);
  });

  it("are frames of Python, IPython and JavaScript", () => {
    expect(found('  File "/home/a b/exp.py", line 12, in fit')).toEqual([
      ['"/home/a b/exp.py", line 12', file("/home/a b/exp.py", 12)],
    ]);
    expect(found("File ~/lab/exp.py:7, in fit(x)")).toEqual([["~/lab/exp.py:7", file("~/lab/exp.py", 7)]]);
    expect(found("Cell In[4], line 3")).toEqual([
      ["Cell In[4], line 3", { kind: "cell", count: 4, line: 3 }],
    ]);
    expect(found("Input In [4], in <cell line: 2>()")).toEqual([
      ["Input In [4]", { kind: "cell", count: 4, line: 2 }],
    ]);
    expect(found("    at fit (/home/a/exp.js:3:14)")).toEqual([
      ["/home/a/exp.js:3:14", file("/home/a/exp.js", 3)],
    ]);
    expect(found("    at file:///home/a/exp.mjs:3:14")).toEqual([
      ["file:///home/a/exp.mjs:3:14", file("/home/a/exp.mjs", 3)],
    ]);
    expect(found('  File "<string>", line 1')).toEqual([]);
  });

  it("are files with a line, as tools print them", () => {
    expect(found("tests/test_fit.py:31: AssertionError")).toEqual([
      ["tests/test_fit.py:31", file("tests/test_fit.py", 31)],
    ]);
    const validation =
      "/home/u/miniconda3/envs/analysis/lib/python3.11/site-packages/sklearn/utils/validation.py";
    expect(found(validation)).toEqual([]);
    expect(found(`${validation}:63: in f`)).toEqual([[`${validation}:63`, file(validation, 63)]]);
    expect(found("in C:\\lab data\\x\\my exp.py:3, or ~/a b/c.py:4 and ./d.py:5")).toEqual([
      ["data\\x\\my exp.py:3", file("data\\x\\my exp.py", 3)],
      ["b/c.py:4", file("b/c.py", 4)],
      ["./d.py:5", file("./d.py", 5)],
    ]);
    expect(found("(C:\\lab\\x\\my exp.py:3)")).toEqual([
      ["C:\\lab\\x\\my exp.py:3", file("C:\\lab\\x\\my exp.py", 3)],
    ]);
    expect(found("at 12:30 it was 3.14:2 or a.b")).toEqual([]);
  });

  it("are quick to find, or not looked for, in long lines", () => {
    const before = performance.now();
    for (const text of [
      "a/".repeat(990),
      "at (".repeat(480),
      "File ".repeat(390),
      "x".repeat(1e6),
      "/a b".repeat(480),
      `${"/a".repeat(990)}.py`,
      "a.b:1".repeat(400),
    ])
      linksIn(text);
    expect(performance.now() - before).toBeLessThan(500);
  });
});

it("addresses given to text lead to the web or to files of this machine", () => {
  expect(targetOfAddress("https://a.org/")).toEqual({ kind: "url", url: "https://a.org/" });
  expect(targetOfAddress("file:///home/a/b%20c.txt")).toEqual(file("/home/a/b c.txt", null));
  expect(targetOfAddress("file://laptop/home/a")).toEqual(file("/home/a", null));
  for (const bad of ["javascript:alert(1)", "tandem://app/", "file://evil.org/share", "file://%"])
    expect(targetOfAddress(bad)).toBeNull();
});

it("a link in a page leads to a file when it is a path, and to no other machine", () => {
  expect(fileOfLink("data%20files/a.csv#1")).toBe("data files/a.csv");
  expect(fileOfLink("C:/lab/a.csv")).toBe("C:/lab/a.csv");
  expect(fileOfLink("file:///lab/a.csv")).toBe("/lab/a.csv");
  const none = ["https://a.org", "javascript:1", "data:,x", "mailto:a@b", "//host/share", "file://a.org/b"];
  for (const other of ["\\\\host\\share", "%", "", ...none]) expect(fileOfLink(other)).toBeNull();
});

it("a link says where it leads, its hidden characters named", () => {
  expect(describeTarget({ kind: "file", path: "/a/\u202eyp.exe", line: 1 })).toBe(
    "/a/\\u{202e}yp.exe, line 1",
  );
});
