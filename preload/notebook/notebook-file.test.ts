import { describe, expect, it } from "vitest";
import { joinedParts, NotebookError, NotebookFile, type WantedCell } from "./notebook-file";

/** As nbformat 4.5 writes, with what only other programs know. */
const FILE = `{
 "cells": [
  {
   "cell_type": "markdown",
   "id": "title",
   "metadata": {},
   "source": [
    "# Nights\\n",
    "$x$"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 3,
   "id": "load",
   "metadata": {
    "zeta": {"kept": [1,  2]},
    "tags": []
   },
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "36 nights\\n"
     ]
    }
   ],
   "source": [
    "print(36, 'nights')"
   ]
  },
  {
   "cell_type": "raw",
   "id": "end",
   "metadata": {},
   "source": []
  }
 ],
 "metadata": {
  "kernelspec": {
   "display_name": "Python 3",
   "language": "python",
   "name": "python3"
  },
  "other program": null
 },
 "nbformat": 4,
 "nbformat_minor": 5
}
`;

const asIs = (file: NotebookFile): WantedCell[] => file.cells.map(({ key, type }) => ({ key, type }));
const withChange = (text: string, at: number, change: Partial<WantedCell>) => {
  const file = new NotebookFile(text);
  const wanted = asIs(file);
  wanted[at] = { ...(wanted[at] as WantedCell), ...change };
  return file.with(wanted);
};
const reason = (text: string) => {
  try {
    new NotebookFile(text);
    return null;
  } catch (error) {
    return error instanceof NotebookError ? [error.reason, error.line] : error;
  }
};

describe("a notebook's file", () => {
  it("has its cells, its language and its kernel", () => {
    const file = new NotebookFile(FILE);
    expect(file.cells.map(({ key, type, source, count }) => [key, type, source, count])).toEqual([
      ["title", "markdown", "# Nights\n$x$", null],
      ["load", "code", "print(36, 'nights')", 3],
      ["end", "raw", "", null],
    ]);
    expect([file.language, file.kernel?.name, file.minor]).toEqual(["python", "python3", 5]);
  });

  it("stays as it is where nothing is changed", () => {
    for (const text of [
      FILE,
      FILE.trimEnd(),
      FILE.replaceAll("\n", "\r\n"),
      JSON.stringify(JSON.parse(FILE)),
    ])
      expect(withChange(text, 0, {})).toBe(text);
  });

  it("differs in the edited cell's source alone", () => {
    const changed = withChange(FILE, 1, { source: "print(36)\nprint('ü')" });
    expect(changed).toBe(
      FILE.replace(`    "print(36, 'nights')"\n`, `    "print(36)\\n",\n    "print('ü')"\n`),
    );
    const windows = FILE.replaceAll("\n", "\r\n");
    expect(withChange(windows, 1, { source: "1" })).toBe(windows.replace(`"print(36, 'nights')"`, `"1"`));
  });

  it("keeps the lines of the edited cell that are the same, however they are written", () => {
    const odd = (lines: string) => FILE.replace(`    "print(36, 'nights')"\n`, lines);
    const written = odd(`"\\u0061 = 1\\n" ,\n         "b = 2\\n"\t,\n      "c = 3"\n`);
    const cases: [source: string, lines: string][] = [
      ["a = 1\nb = 4\nc = 3", `"\\u0061 = 1\\n" ,\n         "b = 4\\n"\t,\n      "c = 3"\n`],
      ["a = 1\nc = 3", `"\\u0061 = 1\\n" ,\n         "c = 3"\n`],
      ["b = 2\nc = 3", `"b = 2\\n"\t,\n      "c = 3"\n`],
      ["a = 1\n", `"\\u0061 = 1\\n"\n`],
      [
        "0\na = 1\nb = 2\nc = 3",
        `"0\\n" ,\n         "\\u0061 = 1\\n" ,\n         "b = 2\\n"\t,\n      "c = 3"\n`,
      ],
      [
        "a = 1\nb = 2\nx\ny\nc = 3",
        `"\\u0061 = 1\\n" ,\n         "b = 2\\n" ,\n         "x\\n" ,\n         "y\\n"\t,\n      "c = 3"\n`,
      ],
    ];
    for (const [source, lines] of cases) {
      const made = withChange(written, 1, { source });
      expect(new NotebookFile(made).cells[1]?.source).toBe(source);
      expect(made.replaceAll(/\s/g, "")).toBe(odd(lines).replaceAll(/\s/g, ""));
    }
    expect(withChange(written, 1, { source: "a = 1\nb = 4\nc = 3" })).toBe(odd(cases[0]?.[1] ?? ""));
    expect(JSON.parse(withChange(written, 1, { source: "" })).cells[1].source).toEqual([]);
  });

  it("writes in one line, in strings and in ASCII where the file does", () => {
    const line = JSON.stringify(JSON.parse(FILE));
    expect(withChange(line, 1, { source: "a\nb" })).toBe(
      line.replace(`["print(36, 'nights')"]`, '["a\\n","b"]'),
    );
    const string = FILE.replace(`[\n    "print(36, 'nights')"\n   ]`, `"x = '\\u00fc'"`);
    expect(withChange(string, 1, { source: "'ä'" })).toBe(string.replace(`"x = '\\u00fc'"`, `"'\\u00e4'"`));
  });

  it("takes new outputs and another count, and nothing else of the cell", () => {
    const result = { count: 4, outputs: [] };
    expect(withChange(FILE, 1, { result })).toBe(
      FILE.replace('"execution_count": 3', '"execution_count": 4').replace(
        /"outputs": \[[^]*?\n {3}\],/,
        '"outputs": [],',
      ),
    );
  });

  it("moves and deletes cells as they stand, and makes new ones with ids of their own", () => {
    const file = new NotebookFile(FILE);
    const [title, load, end] = asIs(file) as [WantedCell, WantedCell, WantedCell];
    const read = JSON.parse(file.with([load, title]));
    expect(read.cells.map(({ id }: { id: string }) => id)).toEqual(["load", "title"]);
    expect(read.cells[0]).toEqual(JSON.parse(FILE).cells[1]);
    const added = JSON.parse(file.with([title, load, end, { key: "new-1", type: "markdown", source: "x" }]));
    expect(added.cells.at(-1)).toEqual({ cell_type: "markdown", id: "new-1", metadata: {}, source: ["x"] });
    expect(file.with([title, load])).toBe(FILE.replace(/,\n {2}\{\n {3}"cell_type": "raw"[^]*?\n {2}\}/, ""));
    expect(new NotebookFile(file.with([])).cells).toEqual([]);
  });

  it("says of a long file what stays, and little besides", () => {
    const cells = Array.from({ length: 80 }, (_, at) => ({
      cell_type: "code",
      id: `c${at}`,
      execution_count: null,
      metadata: {},
      outputs: [{ output_type: "stream", name: "stdout", text: "x".repeat(1000) }],
      source: ["1"],
    }));
    const long = JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }, null, 1);
    const file = new NotebookFile(long);
    const wanted = asIs(file);
    wanted[7] = { ...(wanted[7] as WantedCell), source: "2" };
    for (const changed of [wanted, wanted.slice(1), [...wanted].reverse()]) {
      const parts = file.parts(changed);
      expect(joinedParts(long, parts)).toBe(file.with(changed));
      expect(parts.filter((part) => typeof part === "string").join("").length).toBeLessThan(3_000);
      expect(new NotebookFile(file.with(changed)).cells).toHaveLength(changed.length);
    }
  });

  it("makes another type of a cell with what it has besides", () => {
    const cell = JSON.parse(withChange(FILE, 1, { type: "markdown" })).cells[1];
    expect(cell).toEqual({
      cell_type: "markdown",
      id: "load",
      metadata: { zeta: { kept: [1, 2] }, tags: [] },
      source: ["print(36, 'nights')"],
    });
  });

  it("writes what is put into a cell that has no source", () => {
    const lacks = FILE.replace(/,\n {3}"source": \[\n {4}"print[^]*?\]/, "");
    expect(JSON.parse(withChange(lacks, 1, { source: "1" })).cells[1].source).toEqual(["1"]);
    expect(withChange(lacks, 1, {})).toBe(lacks);
  });

  it("reads cells of one id as two, and keeps both", () => {
    const twice = FILE.replace('"id": "end"', '"id": "load"');
    const file = new NotebookFile(twice);
    expect(new Set(file.cells.map(({ key }) => key)).size).toBe(3);
    expect(file.with(asIs(file))).toBe(twice);
  });

  it("keeps halves of surrogates, and outputs of kinds that nobody knows", () => {
    const odd = FILE.replace("36 nights\\n", "\\ud800 \\udc00").replace('"stream"', '"hologram"');
    const changed = withChange(odd, 0, { source: "\ud83d" });
    expect(changed).toContain("\\ud800 \\udc00");
    expect(changed).toContain('"\\ud83d"');
    expect(changed).toContain('"hologram"');
  });

  it("says what is wrong with a text that is no notebook, and where", () => {
    expect(reason(FILE.slice(0, 300))).toEqual(["not JSON", expect.any(Number)]);
    expect(reason("")).toEqual(["not JSON", 1]);
    expect(reason("[]")).toEqual(["no notebook", 0]);
    expect(reason('{"nbformat": 4, "cells": [1]}')).toEqual(["no notebook", 0]);
    expect(reason('{"nbformat": 5, "cells": []}')).toEqual(["version", 0]);
    expect(reason(`${FILE.slice(0, 14)}<<<<<<< HEAD\n${FILE.slice(14)}`)).toEqual(["conflict", 3]);
    expect(reason(`{"nbformat": 4, "cells": ${"[".repeat(200_000)}`)?.[0 as never]).toMatch(/no/);
  });

  it("reads and writes version 3", () => {
    const old = `{
 "metadata": {"name": ""},
 "nbformat": 3,
 "nbformat_minor": 0,
 "worksheets": [
  {
   "cells": [
    {
     "cell_type": "heading",
     "level": 2,
     "metadata": {},
     "source": ["A title"]
    },
    {
     "cell_type": "code",
     "collapsed": false,
     "input": ["print 1"],
     "language": "python",
     "metadata": {},
     "outputs": [],
     "prompt_number": 7
    }
   ]
  }
 ]
}`;
    const file = new NotebookFile(old);
    expect(file.cells.map(({ type, source, count }) => [type, source, count])).toEqual([
      ["markdown", "A title", null],
      ["code", "print 1", 7],
    ]);
    expect(file.language).toBe("python");
    expect(JSON.parse(withChange(old, 1, { source: "print 2" })).worksheets[0].cells[1].input).toEqual([
      "print 2",
    ]);
    expect(withChange(old, 1, {})).toBe(old);
  });
});
