import { describe, expect, it } from "vitest";
import { eachInColumns, rowsFor } from "./columns";

/** What is drawn as one, each with its columns. */
function parts(text: string): string[] {
  const found: string[] = [];
  eachInColumns(text, (start, end, columns, kind) =>
    found.push(`${text.slice(start, end)}${kind === "words" ? "=" : ""}${columns}`),
  );
  return found;
}

describe("columns of characters", () => {
  it("two for wide ones, none for what joins: accents, skin, families, flags in two halves", () => {
    expect(parts("a漢é")).toEqual(["a1", "漢2", "é1"]);
    expect(parts("e\u0301x")).toEqual(["e\u03011", "x1"]);
    expect(parts("👍🏽!")).toEqual(["👍🏽2", "!1"]);
    expect(parts("👩‍👩‍👧x")).toEqual(["👩‍👩‍👧2", "x1"]);
    expect(parts("❤️⌚")).toEqual(["❤️2", "⌚2"]);
    expect(parts("🇩🇪")).toEqual(["🇩1", "🇪1"]);
    expect(parts("각")).toEqual(["각2"]);
    // As wcwidth and rich have them: a weather sign without emoji style is narrow, old scripts are wide.
    expect(parts("🌡x🌡️x")).toEqual(["🌡1", "x1", "🌡️2", "x1"]);
    expect(parts("𗀀〈")).toEqual(["𗀀2", "〈2"]);
    expect(parts("🕵🏽☝🏽!漢🏽")).toEqual(["🕵🏽2", "☝🏽2", "!1", "漢2", "🏽2"]);
  });

  it("words from right to left stand together, apart from other cells, strings and letters", () => {
    expect(parts("שלום עולם!")).toEqual(["שלום עולם!=10"]);
    expect(parts("سلام  5")).toEqual(["سلام=4", " 1", " 1", "51"]);
    expect(parts("א|ב").map((part) => part.at(0))).toEqual(["א", "|", "ב"]);
    expect(parts("['א', 'ב']").filter((part) => part.includes("="))).toEqual(["א=1", "ב=1"]);
    expect(parts("אa ב").filter((part) => part.includes("="))).toEqual(["א=1", "ב=1"]);
  });

  it("every unit of the text is told once, in order", () => {
    const text = `\u0301a\t漢字 שלום ${"ש".repeat(40)} 👩‍👩‍👧 \u202e x\ufe0f`;
    let at = 0;
    eachInColumns(text, (start, end) => {
      expect(start).toBe(at);
      expect(end).toBeGreaterThan(start);
      at = end;
    });
    expect(at).toBe(text.length);
  });
});

describe("rows of a text", () => {
  it("one for what fits, more for what wraps, one for nothing", () => {
    expect(rowsFor("", 10)).toBe(1);
    expect(rowsFor("0123456789", 10)).toBe(1);
    expect(rowsFor("0123456789a", 10)).toBe(2);
    expect(rowsFor("x".repeat(1000), 10)).toBe(100);
  });

  it("wide characters take two columns and go to the next row whole, combining ones none", () => {
    expect(rowsFor("漢字漢字漢", 10)).toBe(1);
    expect(rowsFor("a漢字漢字漢", 10)).toBe(2);
    expect(rowsFor("😀".repeat(6), 10)).toBe(2);
    expect(rowsFor("e\u0301".repeat(10), 10)).toBe(1);
    expect(rowsFor("λ χ² → é", 10)).toBe(1);
  });

  it("words from right to left go to the next row together, and break where they are wider than a row", () => {
    expect(rowsFor("aaaaaa שלום", 10)).toBe(2);
    expect(rowsFor("ש".repeat(25), 10)).toBe(3);
    expect(rowsFor("ש".repeat(100), 10)).toBe(10);
  });

  it("a tab goes to the next multiple of eight", () => {
    expect(rowsFor("a\tb", 9)).toBe(1);
    expect(rowsFor("a\tb", 8)).toBe(2);
  });
});
