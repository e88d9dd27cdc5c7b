import { expect, it } from "vitest";
import { toLines } from "../../../preload/transcript/terminal";
import type { Output } from "../../../preload/transcript/transcript";
import { debuggerFrame } from "./debugger-frame";

const printed = (text: string): Output => ({ kind: "stream", name: "stdout", lines: toLines(text) });
const asked = (prompt: string) => ({ kind: "input", requestId: "1", prompt, password: false }) as const;

it("is the one that was named last before the question", () => {
  const question = asked("ipdb> ");
  const outputs = [
    printed(
      "> \x1b[32m/lab/exp.py\x1b[39m(\x1b[92m4\x1b[39m)\x1b[36mload\x1b[39m\x1b[34m()\x1b[39m\n----> 4 f(1)\n\n",
    ),
    { ...question, answer: "up" },
    printed("  /lab/other.py(1)<module>()\n> /lab/my (new) exp.py(9)<module>()\n-> load()\n"),
    question,
    printed("> /lab/later.py(1)f()\n"),
  ];
  expect(debuggerFrame(outputs, question)).toEqual({
    file: "/lab/my (new) exp.py",
    line: 9,
    name: "<module>",
  });
  expect(debuggerFrame(outputs.slice(0, 2), outputs[1] as typeof question)?.name).toBe("load");
});

it("is unknown where the debugger does not say, and none for another question", () => {
  const question = asked("(Pdb) ");
  expect(debuggerFrame([printed("1\n"), question], question)).toBeNull();
  const other = asked("Name? ");
  expect(debuggerFrame([printed("> /lab/exp.py(4)load()\n"), other], other)).toBeNull();
});
