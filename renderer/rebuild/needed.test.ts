import { expect, it } from "vitest";
import type { Entry } from "./entries";
import { neededBy } from "./needed";

function logOf(...codes: readonly (string | Partial<Entry>)[]): readonly Entry[] {
  return codes.map((each, index) => ({
    seq: index + 1,
    life: 1,
    prompt: `In [${index + 1}]`,
    code: "",
    origin: undefined,
    succeeded: true,
    asked: false,
    showed: false,
    took: 1,
    sign: "",
    ...(typeof each === "string" ? { code: each } : each),
  }));
}

function needed(...codes: readonly (string | Partial<Entry>)[]) {
  const entries = logOf(...codes);
  const { chosen, unclear, missing } = neededBy(entries, entries.at(-1) as Entry);
  return { chosen: [...chosen].sort((a, b) => a - b), unclear: unclear.map(({ seq }) => seq), missing };
}

it("is what stored the names, what that needs in turn, and what changed it in between", () => {
  const { chosen, missing } = needed(
    "import numpy as np",
    "import pandas as pd",
    "a = np.arange(9)",
    "b = 1",
    "a[0] = b",
    { code: "a.mean()", showed: true },
    "print(a)",
    "c = 2",
    "sum(a)",
  );
  expect(chosen).toEqual([1, 3, 4, 5, 9]);
  expect(missing).toEqual([]);
});

it("goes no further back than to what stored a name whichever way, in the kernel that ran it, and passes over what failed", () => {
  expect(needed("x = 1", "x = 2", { code: "x = 3", succeeded: false }, "x").chosen).toEqual([2, 4]);
  expect(needed("x = 1", "if x: x = 2", "x").chosen).toEqual([1, 2, 3]);
  expect(needed({ code: "x = 1", life: 0 }, "x")).toEqual({ chosen: [2], unclear: [], missing: ["x"] });
});

it("takes with it what names do not tell, and says so", () => {
  expect(needed("import m", "from m import *", "%load_ext autoreload", "y = 1", "f(y)")).toEqual({
    chosen: [2, 3, 4, 5],
    unclear: [2, 3],
    missing: ["f"],
  });
});
