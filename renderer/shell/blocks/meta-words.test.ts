import { expect, it } from "vitest";
import type { Output } from "../../../preload/transcript/transcript";
import { endOf } from "./meta-words";

const question = (prompt: string): Output => ({
  kind: "input",
  requestId: "q",
  prompt,
  password: false,
  answer: "q",
});
const error = (name: string): Output => ({ kind: "error", name, value: "", traceback: [] });

it("an end by leaving the debugger is called that, and no failure", () => {
  expect(endOf({ state: "error", outputs: [question("ipdb> ")] })).toBe("debugger left");
  expect(endOf({ state: "error", outputs: [question("(Pdb) "), error("BdbQuit")] })).toBe("debugger left");
  expect(endOf({ state: "error", outputs: [question("(Pdb) "), error("ValueError")] })).toBe("failed");
  expect(endOf({ state: "error", outputs: [question("name? ")] })).toBe("failed");
  expect(endOf({ state: "ok", outputs: [question("ipdb> ")] })).toBeUndefined();
});
