import { describe, expect, it } from "vitest";
import { compileQuery, type FindQuery } from "./find-query";

const plain: FindQuery = { text: "", matchCase: false, wholeWord: false, regex: false };
function found(query: Partial<FindQuery> & { text: string }, line: string): string[] {
  const places: string[] = [];
  compileQuery({ ...plain, ...query })(line, (start, end) =>
    places.push(`${start}:${line.slice(start, end)}`),
  );
  return places;
}

describe("a query", () => {
  it("finds text in either case, or in its own", () => {
    expect(found({ text: "err" }, "Error, err, ERR")).toEqual(["0:Err", "7:err", "12:ERR"]);
    expect(found({ text: "err", matchCase: true }, "Error, err, ERR")).toEqual(["7:err"]);
    expect(found({ text: "straße" }, "STRASSE Straße")).toEqual(["8:Straße"]);
  });

  it("takes signs of expressions as they are", () => {
    expect(found({ text: "a.b(c)*" }, "axb(c)* a.b(c)* [x]")).toEqual(["8:a.b(c)*"]);
    expect(found({ text: "[x]" }, "x [x]")).toEqual(["2:[x]"]);
  });

  it("finds whole words, also beyond ASCII", () => {
    expect(found({ text: "é", wholeWord: true }, "été é, é")).toEqual(["4:é", "7:é"]);
    expect(found({ text: "n_1", wholeWord: true }, "n_10 n_1 xn_1")).toEqual(["5:n_1"]);
  });

  it("finds by regular expression, by the older rules where they are needed, and nothing that is empty", () => {
    expect(found({ text: "\\d+", regex: true }, "a1 22 b333")).toEqual(["1:1", "3:22", "7:333"]);
    expect(found({ text: "[\\-x]", regex: true }, "a-x")).toEqual(["1:-", "2:x"]);
    expect(found({ text: "x*", regex: true }, "😀xx")).toEqual(["2:xx"]);
  });

  it("says what is wrong with an expression", () => {
    expect(() => compileQuery({ ...plain, text: "(", regex: true })).toThrow(
      /^This is no regular expression: /,
    );
  });
});
