import { expect, it } from "vitest";
import type { Entry } from "./entries";
import { lackingIn, neededBy, withRaised } from "./needed";
import "../code/grammar-tables";

function logOf(...codes: readonly (string | Partial<Entry>)[]): readonly Entry[] {
  return codes.map((each, index) => ({
    seq: index + 1,
    life: 1,
    prompt: `In [${index + 1}]`,
    code: "",
    origin: undefined,
    succeeded: true,
    raised: false,
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

const raised = (code: string): Partial<Entry> => ({ code, succeeded: false, raised: true });

it("takes what raised an error where it may have given the names, and what may have given them before", () => {
  expect(needed("x = 1", raised("x = 2; 1 / 0"), raised("1 / 0"), raised("%load_ext a"), "x").chosen).toEqual(
    [1, 2, 5],
  );
});

it("adds to a choice what raised an error and gave names that are needed after it, and no other", () => {
  const entries = logOf("a = 1", raised("import os\nb = c\n1 / 0"), raised("1 / 0"), "b", raised("c = 1"));
  expect([...withRaised(entries, new Set([1, 4]))].sort()).toEqual([1, 2, 4]);
  // What that needs in turn.
  const chain = logOf(raised("c = 1; 1 / 0"), raised("b = c\n1 / 0"), "b");
  expect([...withRaised(chain, new Set([3]))].sort()).toEqual([1, 2, 3]);
  expect([...withRaised(entries, new Set([1]))]).toEqual([1]);
});

it("says what chosen inputs need that only others give", () => {
  const entries = logOf("a = 1", "b = a", raised("c = 1; 1 / 0"), "b + c + print + unknown", "a = 2", "a");
  const lacking = lackingIn(entries, new Set([2, 4, 6]));
  expect([...lacking].map(([seq, { names, from }]) => [seq, names, from.map((each) => each.seq)])).toEqual([
    [2, ["a"], [1]],
    [4, ["c"], [3]],
    [6, ["a"], [5]],
  ]);
  expect(lackingIn(entries, new Set([1, 2, 3, 4, 5, 6])).size).toBe(0);
});
