import { expect, test } from "vitest";
import { sign, verify } from "./signature";

const bytes = (text: string) => Buffer.from(text);

/** Made with jupyter_client's Session.sign. */
const key = "a0436f6c-1916-498b-8eb9-e81ab9368e84";
const header =
  '{"msg_id":"1","msg_type":"kernel_info_request","session":"s","username":"u","date":"2024-01-01T00:00:00Z","version":"5.3"}';
const known = [
  {
    frames: [header, "{}", "{}", "{}"].map(bytes),
    signature: "379f8cbe4b106c65c7596fbc516e45f8cdc83e589819e90cf25d93eb8ac82655",
  },
  {
    frames: [header, "{}", "{}", '{"a":"é"}'].map(bytes),
    signature: "f2a614c480ecd563e064b8a89795c2b5e99f71458e6135c4903bbc020d584173",
  },
];

test.each(known)(
  "a message that jupyter_client signed is signed alike and verified",
  ({ frames, signature }) => {
    expect(sign(key, frames)).toBe(signature);
    expect(verify(key, frames, bytes(signature))).toBe(true);
  },
);

test("RFC 4231, test case 2, cut into frames", () => {
  expect(sign("Jefe", ["what do ya ", "want for ", "", "nothing?"].map(bytes))).toBe(
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
  );
});

test("another key, other bytes, or another length are not verified", () => {
  const [{ frames, signature }] = known as [(typeof known)[0]];
  expect(verify("another key", frames, bytes(signature))).toBe(false);
  expect(verify(key, [...frames.slice(0, 3), bytes('{"a":1}')], bytes(signature))).toBe(false);
  expect(verify(key, frames, bytes(signature.slice(1)))).toBe(false);
  expect(verify(key, frames, bytes(signature.toUpperCase()))).toBe(false);
  expect(verify(key, frames, bytes(""))).toBe(false);
});
