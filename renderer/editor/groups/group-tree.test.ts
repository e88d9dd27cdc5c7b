import * as v from "valibot";
import { expect, it } from "vitest";
import {
  type GroupTree,
  groupsOf,
  groupTree,
  isTreeOf,
  splitAt,
  withoutGroup,
  withShares,
} from "./group-tree";

const one: GroupTree = { group: "1" };

it("puts groups beside and below each other", () => {
  const two = splitAt(one, "1", "right", "2");
  expect(two).toEqual({ across: true, parts: [one, { group: "2" }], shares: [50, 50] });
  // In the same row, not a row within it.
  const three = splitAt(two, "1", "left", "3");
  expect(groupsOf(three)).toEqual(["3", "1", "2"]);
  expect("parts" in three && three.parts).toHaveLength(3);
  const below = splitAt(two, "2", "below", "3");
  expect(below).toMatchObject({ across: true, parts: [one, { across: false, parts: [{}, { group: "3" }] }] });
  expect(v.parse(groupTree, JSON.parse(JSON.stringify(below)))).toEqual(below);
});

it("gives the room of a group that goes to those beside it", () => {
  const three = withShares(splitAt(splitAt(one, "1", "right", "2"), "2", "right", "3"), [], [50, 30, 20]);
  expect(withoutGroup(three, "1")).toMatchObject({ shares: [60, 40] });
  const nested = splitAt(splitAt(one, "1", "right", "2"), "2", "below", "3");
  // A column of one is no column.
  expect(withoutGroup(nested, "3")).toEqual(splitAt(one, "1", "right", "2"));
  expect(withoutGroup(one, "1")).toEqual(one);
});

it("keeps shares by where a row stands, and none that do not fit", () => {
  const nested = splitAt(splitAt(one, "1", "right", "2"), "2", "below", "3");
  expect(withShares(nested, [1], [25, 75])).toMatchObject({ parts: [one, { shares: [25, 75] }] });
  expect(withShares(nested, [], [100])).toEqual(nested);
});

it("knows a tree that names other groups than there are", () => {
  const two = splitAt(one, "1", "right", "2");
  expect(isTreeOf(two, ["1", "2"])).toBe(true);
  expect(isTreeOf(two, ["1", "3"])).toBe(false);
  expect(isTreeOf({ across: true, parts: [one, one], shares: [50, 50] }, ["1", "2"])).toBe(false);
});
