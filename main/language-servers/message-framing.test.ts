import { expect, test } from "vitest";
import { framed, MessageReader } from "./message-framing";

function readAll(pieces: readonly Buffer[]): unknown[] {
  const messages: unknown[] = [];
  const reader = new MessageReader((message) => messages.push(message));
  for (const piece of pieces) reader.take(piece);
  return messages;
}

const messages = [
  { jsonrpc: "2.0", method: "a", params: ["ü", "🙂"] },
  { jsonrpc: "2.0", id: 1, result: null },
];

test("messages arrive whole, however they are cut", () => {
  const bytes = Buffer.concat(messages.map(framed));
  for (let size = 1; size <= bytes.length; size++) {
    const pieces = [];
    for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.subarray(at, at + size));
    expect(readAll(pieces)).toEqual(messages);
  }
});

test("other headers and cases are understood", () => {
  const body = Buffer.from('{"jsonrpc":"2.0"}');
  const header = "content-type: application/vscode-jsonrpc; charset=utf-8\r\ncontent-length: 17\r\n\r\n";
  expect(readAll([Buffer.from(header), body])).toEqual([{ jsonrpc: "2.0" }]);
});

test.each([
  ["a program that prints without end", "x".repeat(10_000), /does not speak/],
  ["a header without a length", "Content-Type: x\r\n\r\n", /does not speak/],
  ["a length that is none", "Content-Length: -1\r\n\r\n", /announced a message of -1/],
  ["a message too large", "Content-Length: 1000000000000\r\n\r\n", /announced a message of 1000000000000/],
  ["a body that is no JSON", "Content-Length: 2\r\n\r\n{]", /not JSON/],
])("%s is refused", (_what, text, sentence) => {
  expect(() => readAll([Buffer.from(text)])).toThrow(sentence);
});

test("a long message in small pieces costs no more than its length", () => {
  const text = "y".repeat(4_000_000);
  const bytes = framed({ jsonrpc: "2.0", text });
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 1000) pieces.push(bytes.subarray(at, at + 1000));
  const concat = Buffer.concat;
  let copied = 0;
  Buffer.concat = (list, length) => {
    const whole = concat(list as Uint8Array[], length);
    copied += whole.length;
    return whole;
  };
  try {
    expect(readAll(pieces)).toHaveLength(1);
  } finally {
    Buffer.concat = concat;
  }
  expect(copied).toBeLessThan(bytes.length * 2);
});
