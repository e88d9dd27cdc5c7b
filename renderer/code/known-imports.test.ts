import { expect, test } from "vitest";
import { readCode } from "./code";
import { customaryImport, lineForImport } from "./known-imports";
import "./grammar-tables";

const lineIn = (text: string) => lineForImport(readCode(text, "python", "#"));

test("the short names that libraries are imported by are known, and no others", () => {
  expect(customaryImport("np")).toBe("import numpy as np");
  expect(customaryImport("plt")).toBe("import matplotlib.pyplot as plt");
  for (const name of ["numpy", "constructor", "__proto__", "toString", ""])
    expect(customaryImport(name)).toBeUndefined();
});

test("an import is put after those at the top, and never before a docstring", () => {
  expect(lineIn("np.zeros(3)\n")).toBe(1);
  expect(lineIn("#!/usr/bin/env python\n# %% Load\nnp.zeros(3)\n")).toBe(3);
  expect(lineIn('"""What it\nis for."""\n\nnp.zeros(3)\n')).toBe(4);
  expect(
    lineIn('"""Doc."""\nfrom __future__ import annotations\n\nimport os\n\nnp.zeros(3)\nimport late\n'),
  ).toBe(5);
  expect(lineIn("from a import (\n    b,\n    c,\n)\nnp.zeros(3)\n")).toBe(5);
});
