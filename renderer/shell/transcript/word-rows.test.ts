import { describe, expect, it } from "vitest";
import { htmlInRows } from "./html-in-rows";
import { MOST_ROWS, wordBreaks, wordRowsFor } from "./word-rows";

/** The rows of a text, as they are drawn. */
function rows(text: string, columns: number): string[] | null {
  const breaks = wordBreaks(text, columns);
  return breaks && [0, ...breaks].map((start, i) => text.slice(start, breaks[i]));
}

describe("rows between words", () => {
  it("breaks behind a blank, never in a word that a row has room for", () => {
    expect(rows("total = price * amount", 10)).toEqual(["total = ", "price * ", "amount"]);
    expect(rows("raise ValueError('no such thing')", 20)).toEqual(["raise ValueError('no ", "such thing')"]);
    expect(rows("0123456789", 10)).toEqual(["0123456789"]);
    expect(rows("", 10)).toEqual([""]);
  });

  it("blanks stay at the end of a row, also beyond its last column, and make no row", () => {
    expect(rows("0123456789 x", 10)).toEqual(["0123456789 ", "x"]);
    expect(rows(`a${" ".repeat(30)}b`, 10)).toEqual([`a${" ".repeat(30)}`, "b"]);
    expect(rows(`a${" ".repeat(30)}`, 10)).toHaveLength(1);
  });

  it("a word that is wider than a row breaks in it, beginning where it stands", () => {
    expect(rows("  File /a/very/long/path.py, line 3", 12)).toEqual([
      "  File /a/ve",
      "ry/long/path",
      ".py, line 3",
    ]);
    expect(rows("x".repeat(25), 10)).toEqual(["x".repeat(10), "x".repeat(10), "x".repeat(5)]);
  });

  it("an indentation alone is no row", () => {
    expect(rows("        abcdef", 10)).toEqual(["        ab", "cdef"]);
    expect(rows("\tif x: y", 12)).toEqual(["\tif ", "x: y"]);
  });

  it("what is drawn as one stays together", () => {
    expect(rows("aaa 漢字漢字", 10)).toEqual(["aaa ", "漢字漢字"]);
    expect(rows("print שלום עולם", 12)).toEqual(["print ", "שלום עולם"]);
    expect(rows("aaaaaa 👩‍👩‍👧👍🏽", 9)).toEqual(["aaaaaa ", "👩‍👩‍👧👍🏽"]);
  });

  it("a line of very many rows breaks anywhere", () => {
    expect(wordBreaks("ab ".repeat(10 * MOST_ROWS), 10)).toBeNull();
    expect(wordRowsFor("abcd ".repeat(10 * MOST_ROWS), 10)).toBe(5 * MOST_ROWS);
    expect(wordBreaks("ש".repeat(20), 10)).toBeNull();
  });
});

it("each row fits, whatever stands in it", () => {
  const words = [
    "a",
    "漢字",
    "\t",
    "  ",
    " ",
    "x".repeat(23),
    "foo(bar,",
    "λ",
    "e\u0301",
    "שלום",
    "👍🏽",
    ")",
  ];
  let seed = 7;
  const next = () => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed;
  };
  for (let n = 0; n < 2000; n++) {
    const text = Array.from({ length: next() % 20 }, () => words[next() % words.length]).join("");
    const all = rows(text, 12);
    expect(all?.join("")).toBe(text);
    expect(wordRowsFor(text, 12)).toBe(all?.length);
    for (const row of all ?? []) {
      const said = row.replace(/^\t+/, (tabs) => " ".repeat(8 * tabs.length)).trimEnd();
      expect([row, wordBreaks(said, 12)]).toEqual([row, []]);
    }
  }
});

describe("coloured code in rows", () => {
  it("begins rows at places of the text, and gives it its own blanks", () => {
    const html = '<span class="mtk1">a&#160;&lt;&nbsp;</span><span class="mtk2">bc</span>';
    expect(htmlInRows(html, "a < bc", [4])).toBe(
      '<span class="mtk1">a &lt; </span><span class="mtk2"><br>bc</span>',
    );
    expect(htmlInRows("<span>&#160;x</span>", "\tx", [])).toBe("<span>\tx</span>");
    expect(htmlInRows("<span>漢&amp;b</span>", "漢&b", [1, 2])).toBe("<span>漢<br>&amp;<br>b</span>");
  });
});
