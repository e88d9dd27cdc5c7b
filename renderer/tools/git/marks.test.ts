import { expect, it } from "vitest";
import type { GitChange } from "../../../preload/contract/git";
import { marksOf } from "./marks";

const repository = (...changes: GitChange[]) => ({
  root: "/r",
  branch: "main",
  commit: "0",
  ahead: null,
  behind: null,
  headFiles: [],
  changes,
  total: changes.length,
});

it("marks changed files, what lies in a new folder, and the folders on the way", () => {
  const marks = marksOf(
    repository(
      { path: "/r/a/b/fit.py", state: "modified" },
      { path: "/r/new/", state: "untracked" },
      { path: "/r/both.py", state: "conflict" },
    ),
  );
  const letter = (path: string) => marks.of(path)?.letter;
  expect(["/r/a/b/fit.py", "/r/a/b", "/r/a", "/r"].map(letter)).toEqual(["M", "•", "•", undefined]);
  expect(["/r/new", "/r/new/x/y.py", "/r/newer.py", "/r/both.py"].map(letter)).toEqual([
    "U",
    "U",
    undefined,
    "!",
  ]);
  expect(marksOf(null).of("/r/a")).toBeUndefined();
});
