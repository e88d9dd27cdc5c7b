import { expect, it } from "vitest";
import { toLines } from "./terminal";
import { bareOutputsText, transcriptText } from "./text";
import type { Block, Output } from "./transcript";

const block = (prompt: string, code: string, outputs: Output[]): Block => ({
  seq: 1,
  life: 1,
  kind: prompt === "Kernel" ? "kernel" : "request",
  msgId: null,
  prompt,
  code,
  client: null,
  state: "ok",
  asked: 0,
  outputs,
  version: 1,
});

it("writes prompts, code and every output as plain text", () => {
  const blocks = [
    block("Kernel", "", [
      {
        kind: "event",
        event: "died",
        sentence: "The kernel died.",
        exit: { code: 1, signal: null, words: "why\n" },
        time: 0,
      },
    ]),
    block("In [1]:", "for i in x:\n    print(i)", [
      { kind: "stream", name: "stdout", lines: toLines("\x1b[31ma\x1b[0m\n\nb\n") },
      { kind: "stream", name: "stderr", lines: toLines("hidden\nw"), from: 1 },
      { kind: "display", data: { "image/png": "…" }, metadata: {} },
    ]),
    block("In [2]:", "df", [
      { kind: "display", data: { "text/plain": "a b\n1 2" }, metadata: {}, executionCount: 2 },
      { kind: "display", data: { "text/plain": ["4", "2"] }, metadata: {}, executionCount: 2 },
      { kind: "display", data: { "text/plain": "\x1b[31mDocstring:\x1b[39m of it" }, metadata: {} },
      { kind: "input", requestId: "q", prompt: "Name? ", password: false, answer: "Ada" },
      { kind: "input", requestId: "p", prompt: "Key: ", password: true, answer: null },
      { kind: "error", name: "E", value: "v", traceback: toLines("E: v") },
    ]),
  ].map((one, i) => ({ ...one, seq: i + 1 }));
  expect(transcriptText({ blocks, seq: 3 })).toBe(`The kernel died.

In [1]: for i in x:
   ...:     print(i)
a

b
w
[image/png]

In [2]: df
Out[2]: 
a b
1 2
Out[2]: 42
Docstring: of it
Name? Ada
Key: 
E: v
`);
  expect(transcriptText({ blocks: [], seq: 0 })).toBe("");
});

it("leaves the prompts of what was returned out, by which two runs of the same would differ", () => {
  const run = (count: number) =>
    block(`In [${count}]:`, "df", [
      { kind: "stream", name: "stdout", lines: toLines("a") },
      { kind: "display", data: { "text/plain": "a b\n1 2" }, metadata: {}, executionCount: count },
    ]);
  expect(bareOutputsText(run(2))).toBe("a\na b\n1 2");
  expect(bareOutputsText(run(7))).toBe(bareOutputsText(run(2)));
});
