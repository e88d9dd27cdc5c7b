import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineEndsOf, withEndsOf, withLineEnds } from "./line-ends";

describe("line ends", () => {
  it("are those of most lines", () => {
    expect(lineEndsOf("a\r\nb\r\nc\n")).toEqual({ eol: "\r\n", mixed: true });
    expect(lineEndsOf("a\nb\r\n")).toEqual({ eol: "\n", mixed: true });
    expect(lineEndsOf("a\r\nb\r\n")).toEqual({ eol: "\r\n", mixed: false });
    expect(lineEndsOf("a\rb\n")).toEqual({ eol: "\n", mixed: true });
    expect(lineEndsOf("a")).toEqual({ eol: "\n", mixed: false });
  });

  it("are made alike", () => {
    expect(withLineEnds("a\r\nb\nc\rd", "\r\n")).toBe("a\r\nb\r\nc\r\nd");
    expect(withLineEnds("a\r\nb\nc\rd", "\n")).toBe("a\nb\nc\nd");
  });

  const lines = fc.array(fc.tuple(fc.constantFrom("", "a", "b", "c"), fc.constantFrom("\n", "\r\n", "\r")));
  const text = (made: [string, string][]) => made.map(([line, end]) => `${line}${end}`).join("");

  it("stay as they are in a text that was not changed", () => {
    fc.assert(
      fc.property(lines, (made) => {
        // A lone "\r" before a "\n" of an empty line would be one line end.
        const old = text(made).replace(/\r+\n/g, "\r\n");
        expect(withEndsOf(old, withLineEnds(old, "\n"), "\n")).toBe(old);
      }),
    );
  });

  it("never change the lines of the new text", () => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const next = withLineEnds(text(after), "\n");
        expect(withLineEnds(withEndsOf(text(before), next, "\r\n"), "\n")).toBe(next);
      }),
    );
  });
});
