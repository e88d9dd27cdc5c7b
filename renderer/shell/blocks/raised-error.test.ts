import { expect, it } from "vitest";
import { toLines } from "../../../preload/transcript/terminal";
import type { Output } from "../../../preload/transcript/transcript";
import { hasFrames } from "./raised-error";

const failed = (name: string, ...traceback: string[]) => {
  const output: Output = { kind: "error", name, value: "", traceback: toLines(traceback.join("\n")) };
  return hasFrames({ outputs: [output] });
};

it("offers the debugger where an error was raised by what ran", () => {
  expect(failed("ZeroDivisionError", "Traceback (most recent call last):", '  File "<cell>", line 1')).toBe(
    true,
  );
  expect(failed("SyntaxError", "Traceback (most recent call last):", "", "  Cell In[2], line 1", "x x")).toBe(
    true,
  );
});

it("offers none for an end, for code that never ran, and where no error was told", () => {
  expect(failed("SystemExit", "Traceback (most recent call last):", "SystemExit: 3")).toBe(false);
  expect(failed("BdbQuit", "Traceback (most recent call last):", "bdb.BdbQuit")).toBe(false);
  expect(
    failed("SyntaxError", "  Cell In[3], line 1", "    x x", "      ^", "SyntaxError: invalid syntax"),
  ).toBe(false);
  expect(failed("IndentationError", '  File "<cell>", line 2', "IndentationError: unexpected indent")).toBe(
    false,
  );
  expect(hasFrames({ outputs: [] })).toBe(false);
});
