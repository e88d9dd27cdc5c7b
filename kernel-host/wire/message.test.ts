import { expect, test } from "vitest";
import { BadMessage, decodeMessage, encodeMessage, makeMessage } from "./message";
import { sign } from "./signature";

const key = "key";
const request = makeMessage("session", "execute_request", { code: "'ä😀'" }, { msgId: "m1", subshell: "s1" });

test("what was encoded is decoded, routing ids before the delimiter skipped, buffers kept", () => {
  const child = {
    ...makeMessage("session", "x", {}, { parent: request.header }),
    buffers: [Buffer.from([1, 2])],
  };
  const decoded = decodeMessage(key, [Buffer.from("id"), Buffer.from("topic"), ...encodeMessage(key, child)]);
  expect(decoded.content).toEqual({});
  expect(decoded.parent).toMatchObject({ msg_id: "m1", session: "session", msg_type: "execute_request" });
  expect(decoded.buffers).toEqual([Buffer.from([1, 2])]);
  expect(decodeMessage(key, encodeMessage(key, request)).content).toEqual({ code: "'ä😀'" });
  expect(decodeMessage(key, encodeMessage(key, request)).parent).toBeNull();
});

test("the header has the protocol's fields", () => {
  const header = JSON.parse(Buffer.from(encodeMessage(key, request)[2] ?? []).toString()) as unknown;
  expect(header).toMatchObject({
    msg_id: "m1",
    msg_type: "execute_request",
    session: "session",
    subshell_id: "s1",
  });
});

/** Frames of a message signed rightly, whatever they say. */
function signed(...parts: string[]): Buffer[] {
  const frames = parts.map((part) => Buffer.from(part));
  return [Buffer.from("<IDS|MSG>"), Buffer.from(sign(key, frames)), ...frames];
}
const header = '{"msg_id":"1","msg_type":"status"}';

test.each([
  ["no delimiter", [Buffer.from("anything")]],
  ["nothing at all", []],
  ["too few frames", signed(header, "{}", "{}")],
  ["not JSON", signed(header, "{}", "{}", "{")],
  ["no object", signed(header, "{}", "{}", "[1]")],
  ["null", signed(header, "{}", "{}", "null")],
  ["no type", signed('{"msg_id":"1"}', "{}", "{}", "{}")],
  ["a type that is no text", signed('{"msg_id":"1","msg_type":5}', "{}", "{}", "{}")],
  ["a parent that is no header", signed(header, '{"msg_id":7}', "{}", "{}")],
])("bad message: %s", (_what, frames) => {
  expect(() => decodeMessage(key, frames)).toThrow(BadMessage);
});

test("a wrong signature is found before anything is parsed", () => {
  const frames = signed("{", "{", "{", "{");
  expect(() => decodeMessage("another key", frames)).toThrow("signature");
});

test("a header without the fields that do not matter here is taken", () => {
  expect(decodeMessage(key, signed(header, "{}", "{}", "{}")).header).toMatchObject({
    username: "",
    session: "",
  });
});

test("null for what there is nothing to say of, as kernels on xeus welcome a subscriber", () => {
  const welcome = decodeMessage(key, signed(header, "null", "null", '{"subscription":""}'));
  expect(welcome).toMatchObject({ parent: null, metadata: {}, content: { subscription: "" } });
});
