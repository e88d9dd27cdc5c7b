import { expect, it } from "vitest";
import { lineWithColours } from "./sgr-text";
import { toLines } from "./terminal";

it("gives sequences that read as the colours that they came from", () => {
  const printed = [
    "plain \x1b[1;31mred\x1b[0m and \x1b[4;38;5;208;48;2;1;2;255mmore\x1b[m",
    "\x1b[92;103mbright\x1b[7;9;3;2m faces\x1b[0m",
    "\x1b]8;;https://example.org\x07a link\x1b]8;;\x07 end",
    "no colour",
  ].join("\n");
  const lines = toLines(printed);
  const again = lines.map(lineWithColours).join("\n");
  expect(toLines(again)).toEqual(lines);
  expect(again).toContain("\x1b[1;31mred\x1b[0m");
  expect(lineWithColours(lines[3] ?? { text: "" })).toBe("no colour");
});
