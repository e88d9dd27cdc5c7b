import { readFileSync } from "node:fs";
import { initSync, PositionEncoding, Workspace } from "@astral-sh/ruff-wasm-web";
import { beforeAll, describe, expect, it } from "vitest";
import { OPTIONS_OF_NO_FILE } from "../../../preload/contract/ruff";
import type { RuffJob } from "./ruff-jobs";
import { withFixes, work } from "./ruff-work";
import { isMeant, isSafe } from "./rule-codes";

// Ruff itself, as the worker has it.
beforeAll(() => {
  initSync({ module: readFileSync("node_modules/@astral-sh/ruff-wasm-web/ruff_wasm_bg.wasm") });
});
const job = (what: RuffJob["do"], text: string, some: Partial<RuffJob> = {}) =>
  work(
    { do: what, text, options: {}, ignored: [], ...some },
    (options) => new Workspace(options, PositionEncoding.Utf16),
  );
const codes = (text: string, some: Partial<RuffJob> = {}) => {
  const result = job("check", text, some);
  if (result.is !== "found") throw new Error(JSON.stringify(result));
  return result.findings.map(({ code, startLineNumber }) => `${code} ${startLineNumber}`);
};
const made = (what: RuffJob["do"], text: string, some: Partial<RuffJob> = {}) => {
  const result = job(what, text, some);
  if (result.is !== "text") throw new Error(JSON.stringify(result));
  return result.text;
};

describe("checking", () => {
  it("finds with place and fix, in UTF-16 units", () => {
    const result = job("check", "s = '🙂'; import os\n", { options: { lint: { select: ["F401"] } } });
    expect(result).toEqual({
      is: "found",
      findings: [
        {
          code: "F401",
          message: "`os` imported but unused",
          unnecessary: true,
          deprecated: false,
          startLineNumber: 1,
          startColumn: 18,
          endLineNumber: 1,
          endColumn: 20,
          fix: expect.objectContaining({ title: "Remove unused import: `os`" }),
        },
      ],
    });
  });

  it("finds nothing in IPython's lines, nor because of them", () => {
    const text = [
      "import os",
      "%matplotlib inline",
      "import sys",
      "files = !ls",
      "if files:",
      "    %run a.py",
      "os, sys?",
      "print(os, sys)",
      "# %%",
      "%%bash",
      "for a in *; do",
      "# %% next",
      "import json",
      "print(json);",
    ];
    expect(codes(`${text.join("\n")}\n`, { options: { lint: { select: ["E", "F"] } } })).toEqual([
      "invalid-syntax 7",
    ]);
    text[6] = "os?";
    expect(codes(`${text.join("\n")}\n`, { options: { lint: { select: ["E", "F"] } } })).toEqual([]);
  });

  it("heeds what is ignored in the file, and the options", () => {
    const text = "import os\nx = 1;\n";
    const select = { options: { lint: { select: ["E", "F"] } } };
    expect(codes(text, select).sort()).toEqual(["E703 2", "F401 1"]);
    expect(codes(text, { ...select, ignored: ["F4"] })).toEqual(["E703 2"]);
    expect(codes(text, { ...select, ignored: ["ALL"] })).toEqual([]);
    expect(job("check", text, { options: { "line-length": "long" } })).toEqual({
      is: "refused",
      reason: expect.stringContaining("invalid type"),
    });
  });

  it("wants no blank line between imports and a magic or the next cell", () => {
    const sorted = { options: { lint: { select: ["I"] } } };
    expect(codes("import b\n%time\nimport a\n# %%\nprint(a, b)\n", sorted)).toEqual([]);
    expect(codes("import b\nimport a\n%time\n", sorted)).toEqual(["I001 1"]);
    expect(codes("import b\nprint(b)\n", sorted)).toEqual(["I001 1"]);
    expect(codes("# %%\nimport b\nprint(b)\n# %%\nimport d\nimport c\nc, d\n", sorted)).toEqual(["I001 5"]);
  });

  it("says nothing of the order of imports where no file of settings wants it, and puts them in order when told", () => {
    const script = "import numpy\nimport math\nprint('%s' % math.pi, numpy)\nimport os\n";
    expect(codes(script)).toContain("I001 1");
    expect(codes(script, { options: OPTIONS_OF_NO_FILE })).toEqual(["F401 4"]);
    expect(job("organize", "import numpy\nimport math\n", { options: OPTIONS_OF_NO_FILE })).toEqual({
      is: "text",
      text: "import math\n\nimport numpy\n",
    });
  });

  it("takes what a cell ends with as what it shows", () => {
    const useless = { options: { lint: { select: ["B015", "B018", "E703"] } } };
    expect(codes("# %%\nx = 1\nx\n\n# %%\nx == 2\n# %%\nx\nx[\n  0\n];\n", useless)).toEqual(["B018 8"]);
    expect(codes("x = 1\nx\n", useless)).toEqual(["B018 2"]);
  });
});

describe("formatting", () => {
  it("leaves IPython's lines in place and as they are", () => {
    const text = "x   = 1\n%time f( x )\ndef f():\n  !ls   -l\n  y=%who\n# %%\n%%bash\nfor  a;  do (\n";
    expect(made("format", text)).toBe(
      "x = 1\n%time f( x )\n\n\ndef f():\n    !ls   -l\n    y = %who\n\n\n# %%\n%%bash\nfor  a;  do (\n",
    );
  });

  it("says where a text does not parse, and changes nothing", () => {
    expect(job("format", "# ü🙂\nx = (\n")).toEqual({ is: "unparsed", line: 3, reason: expect.any(String) });
    expect(job("format", "x = 1\ndef f(:\n")).toEqual({
      is: "unparsed",
      line: 2,
      reason: expect.any(String),
    });
  });

  it("heeds the options", () => {
    expect(made("format", "x = 'a'\n", { options: { format: { "quote-style": "single" } } })).toBe(
      "x = 'a'\n",
    );
  });
});

describe("fixing", () => {
  it("organizes imports, whatever rules are on, and only those of one stretch", () => {
    const text = "import sys\nimport os\n%time\nimport b, a\nx=1\n";
    const options = { lint: { select: ["F"], isort: { "force-sort-within-sections": true } } };
    expect(made("organize", text, { options })).toBe(
      "import os\nimport sys\n\n%time\nimport a\nimport b\n\nx=1\n",
    );
  });

  it("makes all safe fixes, and no other", () => {
    const text = "import os\nimport sys\ndef f():\n    y = 1\n    return f'a'\n%time f()\n";
    expect(made("fixAll", text, { options: { lint: { select: ["F"] } } })).toBe(
      "def f():\n    y = 1\n    return 'a'\n%time f()\n",
    );
    expect(job("fixAll", "import os\nx = (\n")).toMatchObject({ is: "unparsed" });
  });

  it("makes no two fixes in one place", () => {
    const edit = (from: number, to: number, text: string) => ({
      startLineNumber: 1,
      startColumn: from,
      endLineNumber: 1,
      endColumn: to,
      text,
    });
    expect(withFixes("abcdef", [[edit(1, 3, "X")], [edit(2, 4, "Y")], [edit(5, 6, "Z")]])).toBe("XcdZf");
  });
});

it("knows what codes are meant", () => {
  expect(isMeant("E501", "E")).toBe(true);
  expect(isMeant("ERA001", "E")).toBe(false);
  expect(isMeant("PLR0912", "PL")).toBe(true);
  expect(isMeant("C901", "C9")).toBe(true);
  expect(isMeant("C901", "C4")).toBe(false);
  expect(isSafe("F841", {})).toBe(false);
  expect(isSafe("F841", { lint: { "extend-safe-fixes": ["F84"] } })).toBe(true);
  expect(isSafe("F401", { lint: { "extend-unsafe-fixes": ["F401"] } })).toBe(false);
});
