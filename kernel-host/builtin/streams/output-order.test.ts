import { expect, test } from "vitest";
import { mark as makeMark } from "./marked-stream";
import { OutputOrder } from "./output-order";

const TOKEN = "0123456789abcdef";

const mark = (kind: Parameters<typeof makeMark>[1], number: number) =>
  makeMark(TOKEN, kind, number).toString("latin1");

/** @param cut the streams come in pieces of so many bytes */
function heardOf(stdout: string, stderr: string, messages: number[], cut = 1000): string[] {
  const heard: string[] = [];
  const order = new OutputOrder<{ after: number }>(TOKEN, {
    text: (name, request, text) => heard.push(`${name} ${request} ${text}`),
    message: ({ after }) => heard.push(`message ${after}`),
  });
  for (const [name, text] of [
    ["stderr", stderr],
    ["stdout", stdout],
  ] as const) {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += cut) order.read(name, bytes.subarray(at, at + cut));
  }
  for (const after of messages) order.take({ after });
  order.end();
  return heard;
}

test("text belongs to the request that the last mark names", () => {
  const stdout = `before${mark("r", 1)}one${mark("r", 2)}two`;
  expect(heardOf(stdout, "", [])).toEqual(["stdout 0 before", "stdout 1 one", "stdout 2 two"]);
});

test("text between two marks is another request's, whatever stands around it", () => {
  const stdout = `${mark("r", 1)}one${mark("s", 5)}five${mark("e", 0)}one${mark("s", 6)}six${mark("e", 0)}${mark("r", 2)}two`;
  expect(heardOf(stdout, "", [])).toEqual([
    "stdout 1 one",
    "stdout 5 five",
    "stdout 1 one",
    "stdout 6 six",
    "stdout 2 two",
  ]);
});

test("a barrier keeps what was printed to one stream before what was printed later to the other", () => {
  const stdout = `a${mark("b", 1)}${mark("b", 2)}c`;
  const stderr = `${mark("b", 1)}b${mark("b", 2)}`;
  expect(heardOf(stdout, stderr, [])).toEqual(["stdout 0 a", "stderr 0 b", "stdout 0 c"]);
});

test("a message stands between the lines that were printed before and after it", () => {
  const stdout = `a${mark("m", 1)}b`;
  expect(heardOf(stdout, mark("m", 1), [1])).toEqual(["stdout 0 a", "message 1", "stdout 0 b"]);
});

test("pieces may end anywhere, also within marks and characters", () => {
  const stdout = `ä€😀${mark("r", 7)}\0not a mark\0${mark("m", 1)}end`;
  for (const cut of [1, 2, 3, 5, 29, 30]) {
    const heard = heardOf(stdout, mark("m", 1), [1], cut);
    const of = (start: string) =>
      heard
        .filter((line) => line.startsWith(start))
        .map((line) => line.slice(start.length))
        .join("");
    expect(of("stdout 0 ")).toBe("ä€😀");
    expect(of("stdout 7 ")).toBe("\0not a mark\0end");
    expect(
      heard
        .slice(heard.indexOf("message 1") + 1)
        .join("")
        .replaceAll("stdout 7 ", ""),
    ).toBe("end");
  }
});

test("a barrier that never came in one stream holds nothing up for ever", () => {
  const stdout = `a${mark("b", 1)}b${mark("b", 2)}c`;
  expect(heardOf(stdout, `${mark("b", 2)}d`, [])).toEqual([
    "stdout 0 a",
    "stdout 0 b",
    "stdout 0 c",
    "stderr 0 d",
  ]);
});

test("at the end everything is given out, though a message is missing", () => {
  const stdout = `a${mark("m", 1)}b\0${TOKEN}`;
  expect(heardOf(stdout, "", [])).toEqual(["stdout 0 a", "stdout 0 b", `stdout 0 \0${TOKEN}`]);
});
