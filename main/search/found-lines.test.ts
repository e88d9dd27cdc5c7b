import { describe, expect, it } from "vitest";
import { fileArguments, template } from "./arguments";
import { readPrinted } from "./found-lines";
import { JoinedTexts } from "./joined-texts";

const match = (text: string, start: number, end: number, replacement?: string) =>
  JSON.stringify({
    type: "match",
    data: {
      path: { text: "a.py" },
      lines: { text },
      line_number: 3,
      absolute_offset: 0,
      submatches: [
        {
          match: { text: "" },
          start,
          end,
          ...(replacement !== undefined && { replacement: { text: replacement } }),
        },
      ],
    },
  });
const placeOf = (line: string) => {
  const printed = readPrinted(line);
  return printed?.kind === "found" ? printed.places[0] : undefined;
};

describe("what ripgrep prints", () => {
  it("is a place in UTF-16 units, whatever stands before it", () => {
    expect(placeOf(match("é𝔸 alpha\r\n", 7, 12, "B"))).toEqual({
      line: 3,
      column: 5,
      endLine: 3,
      endColumn: 10,
      before: "é𝔸 ",
      text: "alpha",
      after: "",
      whole: true,
      replacement: "B",
      cell: null,
    });
  });

  it("may reach over lines, and is cut where it is long", () => {
    expect(placeOf(match("x alpha\ny\n", 2, 9))).toMatchObject({
      endLine: 4,
      endColumn: 2,
      text: "alpha\ny",
    });
    const long = placeOf(match(`${"a".repeat(500)}${"b".repeat(5000)}${"c".repeat(500)}\n`, 500, 5500));
    expect(long).toMatchObject({ column: 501, endColumn: 5501, whole: false });
    expect(long?.text.length).toBe(2000);
    expect([long?.before.length, long?.after.length]).toEqual([61, 161]);
  });

  it("says nothing where it is of no known form", () => {
    for (const line of ["", "{", "[]", '{"type":"match","data":{}}', '{"type":"context"}'])
      expect(readPrinted(line)).toBeNull();
  });

  it("shows bytes that are not UTF-8 as Latin-1", () => {
    const bytes = Buffer.from("caf\xe9 alpha\n", "latin1").toString("base64");
    const line = match("", 5, 10).replace('{"text":""},"line_number"', `{"bytes":"${bytes}"},"line_number"`);
    expect(placeOf(line)).toMatchObject({ before: "café ", text: "alpha", column: 6 });
  });
});

it("a replacement means what it means in other editors", () => {
  expect(template("$1x", false)).toBe("$$1x");
  expect(template("$1x $& $$ \\n\\t\\\\ ${name}", true)).toBe("${1}x ${0} $$ \n\t\\ ${name}");
});

it("a folder's name stands for what it holds", () => {
  const query = { text: "x", regexp: false, matchCase: false, word: false, folder: "/f", replacement: null };
  const args = fileArguments({ ...query, include: ["src/"], exclude: ["*.csv", "old/**"], ignored: false });
  expect(args.filter((each) => each.startsWith("--glob") || each === "--no-ignore")).toEqual([
    "--no-ignore",
    "--glob=src",
    "--glob=src/**",
    "--glob=!**/.git/**",
    "--glob=!*.csv",
    "--glob=!*.csv/**",
    "--glob=!old/**",
  ]);
});

it("places in joined texts are those of their own text and cell", () => {
  const text = (path: string, own: string, notebook: string | null) => ({
    path,
    document: null,
    text: own,
    notebook,
  });
  const joined = new JoinedTexts([
    text("/a", "1\n2", null),
    text("/n", "# %%\nx = 1\n\n# %% [markdown]\n# y\n", "#"),
  ]);
  const at = (line: number, endLine = line) =>
    joined.locate({
      ...{ line, endLine, column: 1, endColumn: 2, before: "", after: "", text: "", whole: true },
      ...{ replacement: null, cell: null },
    });
  expect(joined.text.split("\n")).toHaveLength(8);
  expect(at(2)).toMatchObject({ text: { path: "/a" }, place: { line: 2, cell: null } });
  expect(at(4)).toMatchObject({ text: { path: "/n" }, place: { line: 2, cell: { number: 1, line: 1 } } });
  expect(at(7)).toMatchObject({ text: { path: "/n" }, place: { line: 5, cell: { number: 2, line: 1 } } });
  expect(at(2, 3)).toBeNull();
});
