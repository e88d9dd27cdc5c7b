import { expect, it } from "vitest";
import {
  besideGroup,
  focusedGroup,
  focusGroup,
  type GroupState,
  groupById,
  inOrder,
  joined,
  keepOnly,
  moveFile,
  movePage,
  oneGroup,
  pinnedFirst,
  removeFile,
  showFile,
  showPage,
  split,
} from "./group-state";

type State = GroupState<string, string>;

/** Groups as "1: a [b] | *2: [c]": the file in front in brackets, the focused group with a star; a page in braces. */
function told(state: State): string {
  return inOrder(state)
    .map(({ id, files, file, pages, page }) => {
      const tabs = [
        ...files.map((one) => (one === file && !page ? `[${one}]` : one)),
        ...pages.map((one) => (one === page ? `{${one}}` : one)),
      ];
      return `${id === state.focused ? "*" : ""}${id}: ${tabs.join(" ")}`;
    })
    .join(" | ");
}

const withFiles = (...files: string[]): State => files.reduce(showFile<string, string>, oneGroup("1"));

it("opens files in the focused group, and shows one where it is open", () => {
  let state = split(withFiles("a", "b"), "1", "right", "2", "b");
  expect(told(state)).toBe("1: a [b] | *2: [b]");
  state = showFile(state, "c");
  expect(told(state)).toBe("1: a [b] | *2: b [c]");
  // It has a tab in the focused group: there.
  expect(told(showFile(state, "b"))).toBe("1: a [b] | *2: [b] c");
  // Only elsewhere: the keyboard's group is the one that has it.
  expect(told(showFile(state, "a"))).toBe("*1: [a] b | 2: b [c]");
});

it("takes away what is closed, and groups that have nothing left", () => {
  const state = showFile(split(withFiles("a", "b"), "1", "right", "2", "b"), "c");
  expect(told(keepOnly(state, ["a", "c"], []))).toBe("1: [a] | *2: [c]");
  expect(told(keepOnly(state, ["a"], []))).toBe("*1: [a]");
  expect(told(keepOnly(state, [], []))).toBe("*2: ");
  expect(told(removeFile(state, "2", "c"))).toBe("1: a [b] | *2: [b]");
  expect(told(removeFile(split(withFiles("a"), "1", "above", "2", "a"), "2", "a"))).toBe("*1: [a]");
});

it("moves tabs along a row and between groups", () => {
  const state = showFile(split(withFiles("a", "b"), "1", "right", "2", "c"), "c");
  expect(told(moveFile(state, "b", "1", { group: "1", before: "a" }))).toBe("*1: [b] a | 2: [c]");
  expect(told(moveFile(state, "a", "1", { group: "2", before: "c" }))).toBe("1: [b] | *2: [a] c");
  expect(told(moveFile(state, "c", "2", { group: "1", before: null }))).toBe("*1: a b [c]");
  // To where it has a tab already: one is enough.
  const both = split(withFiles("a", "b"), "1", "right", "2", "b");
  expect(told(moveFile(both, "b", "2", { group: "1" }))).toBe("*1: a [b]");
});

it("has pinned tabs first in each row, and the others in their order", () => {
  const state = ["a", "b", "c", "d"].reduce(showFile, oneGroup<string, string>("1"));
  const pinned = pinnedFirst(state, (file) => file === "d" || file === "b");
  expect(told(pinned)).toBe("*1: b [d] a c");
  expect(pinnedFirst(pinned, (file) => file === "d" || file === "b")).toBe(pinned);
});

it("has each page in one group", () => {
  let state = showPage(split(withFiles("a"), "1", "below", "2", "a"), "p");
  expect(told(state)).toBe("1: [a] | *2: a {p}");
  state = showPage(focusGroup(state, "1"), "q");
  expect(told(state)).toBe("*1: a {q} | 2: a {p}");
  expect(told(showPage(state, "p"))).toBe("1: a {q} | *2: a {p}");
  expect(told(movePage(state, "p", { group: "1", before: "q" }))).toBe("*1: a {p} q | 2: [a]");
  expect(told(keepOnly(state, ["a"], ["p"]))).toBe("*1: [a] | 2: a {p}");
});

it("goes round the groups as they are read, and joins them", () => {
  // 1 | 3 over 2
  const state = split(split(withFiles("a", "b"), "1", "right", "2", "b"), "2", "above", "3", "c");
  expect(inOrder(state).map(({ id }) => id)).toEqual(["1", "3", "2"]);
  expect(besideGroup(state, "3", 1)?.id).toBe("2");
  expect(besideGroup(state, "1", -1)?.id).toBe("2");
  expect(focusedGroup(state).id).toBe("3");
  expect(told(joined(state))).toBe("*3: a b [c]");
  expect(groupById(joined(state), "1")).toBeUndefined();
});
