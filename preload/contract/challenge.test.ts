import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { prove, randomHex, verifyProof } from "./challenge";

const [key, mine, theirs] = [randomHex(), randomHex(), randomHex()];

test("a proof is an HMAC-SHA256 of the documented statement", async () => {
  const right = createHmac("sha256", Buffer.from(key, "hex"))
    .update(`tandem attach host ${mine} ${theirs}`)
    .digest("hex");
  expect(await prove(key, "host", mine, theirs)).toBe(right);
  expect(await verifyProof(key, "host", mine, theirs, right)).toBe(true);
});

test("a proof is good for one side, one key and one pair of nonces", async () => {
  const proof = await prove(key, "client", mine, theirs);
  expect(await verifyProof(key, "host", mine, theirs, proof)).toBe(false);
  expect(await verifyProof(randomHex(), "client", mine, theirs, proof)).toBe(false);
  expect(await verifyProof(key, "client", theirs, mine, proof)).toBe(false);
  expect(await verifyProof(key, "client", mine, theirs, proof.slice(2))).toBe(false);
  expect(await verifyProof(key, "client", mine, theirs, "")).toBe(false);
});

test("nonces are 64 hex digits and differ", () => {
  expect(mine).toMatch(/^[0-9a-f]{64}$/);
  expect(mine).not.toBe(theirs);
});
