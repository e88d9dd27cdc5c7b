import { expect, it } from "vitest";
import { ClearedTimes } from "./cleared-times";

it("keeps what was cleared of each cell, of a whole file, and is read again", () => {
  const first = ClearedTimes.read(null)
    .with("/a.py", "Fit", 5)
    .with("/a.py", "Load", 6)
    .with("/b.py", "Fit", 7);
  const again = ClearedTimes.read(first.text);
  expect([again.of("/a.py", "Fit"), again.of("/b.py", "Fit"), again.of("/b.py", "Load")]).toEqual([5, 7, 0]);
  const all = again.with("/a.py", "", 9);
  expect([all.of("/a.py", ""), all.of("/a.py", "Fit"), all.of("/b.py", "Fit")]).toEqual([9, 0, 7]);
});

it("takes anything for nothing that it did not write, and does not grow without an end", () => {
  for (const text of ["", "{", "[[1]]", '{"a":1}', "null"])
    expect(ClearedTimes.read(text).of("/a", "")).toBe(0);
  let many = ClearedTimes.read(null);
  for (let at = 0; at < 2_100; at++) many = many.with(`/${at}`, "x", at);
  expect(many.of("/50", "x")).toBe(0);
  expect(many.of("/2099", "x")).toBe(2099);
});
