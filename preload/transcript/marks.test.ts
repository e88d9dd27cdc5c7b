import { expect, it } from "vitest";
import { indexMarks, toggleFold, toggleUnfold } from "./marks";

it("parts of a block are unfolded one by one, and folded again", () => {
  const one = toggleUnfold([], 4, "code");
  const two = toggleUnfold(one, 4, "o1-frames3");
  expect(two).toEqual([
    { kind: "unfold", seq: 4, piece: "code" },
    { kind: "unfold", seq: 4, piece: "o1-frames3" },
  ]);
  expect(toggleUnfold(two, 4, "code")).toEqual([{ kind: "unfold", seq: 4, piece: "o1-frames3" }]);
  // What is folded as a whole is another mark.
  expect(indexMarks(toggleFold(two, 4)).folded).toEqual(new Set([4]));
  expect(indexMarks(two).folded.size).toBe(0);
});
