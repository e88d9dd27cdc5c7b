import { expect, test } from "vitest";
import { murmur2, readCellNames } from "./cell-names";

test.each([
  ["", 3990065800],
  ["x", 32546335],
  ["ab", 2805137849],
  ["abc", 3350977461],
  ["abcd", 804720481],
  ["süm = '€🎉'\nprint(süm)\n", 3981728600],
  ["a".repeat(1001), 4002023468],
])("%j has the hash that ipykernel computes", (text, hash) => {
  expect(murmur2(text, 0xc70f6907)).toBe(hash);
});

test("a kernel that names otherwise is not guessed at", () => {
  const body = { hashMethod: "Murmur2", hashSeed: 1, tmpFilePrefix: "/tmp/k/", tmpFileSuffix: ".py" };
  expect(readCellNames(body)?.of("x")).toBe(`/tmp/k/${murmur2("x", 1)}.py`);
  expect(readCellNames({ ...body, hashMethod: "SHA" })).toBeUndefined();
  expect(readCellNames({})).toBeUndefined();
});
