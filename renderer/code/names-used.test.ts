import { describe, expect, it } from "vitest";
import { namesUsed } from "./names-used";
import "./grammar-tables";

const list = (names: ReadonlySet<string>) => [...names].sort().join(" ");
const needs = (code: string) => list(namesUsed(code).needs);
const stores = (code: string) => list(namesUsed(code).stores);
const changes = (code: string, shown = false) => list(namesUsed(code, shown).changes);

describe("names that code needs", () => {
  it.each([
    ["y = x + 1\nz = y", "x"],
    ["x = x + 1", "x"],
    ["x += 1", "x"],
    ["x: int = a", "a int"],
    ["a, (b, *c) = d[e] = f", "d e f"],
    ["p.q = 1", "p"],
    ["del x, y[i]", "i x y"],
    ["(x) = 1; x", ""],
    ["f'{a!r:>{w}} {{b}}'", "a w"],
    ["f(k=v, *more, **rest)", "f more rest v"],
    ["f(a == b)", "a b f"],
    ["[i for i, (j, k) in pairs if j]", "pairs"],
    ["sum(i * n for i in xs)", "n sum xs"],
    ["{k: v for k in a for v in k}", "a"],
    ["(lambda i, j=m: i + j + n)", "m n"],
    ["(lambda m=m: m)", "m"],
    ["def f(a, b=c):\n    d = a\n    return d + g(b)\n", "c g"],
    ["def f():\n    return late\nlate = 1\n", ""],
    ["def f():\n    return f()\n", ""],
    ["@deco.rate(n)\ndef f(): pass\n", "deco n"],
    ["class A(Base):\n    x = y\n    def m(self):\n        return x\n", "Base x y"],
    ["for i in xs:\n    print(i)\n", "print xs"],
    ["if c:\n    y = 1\n    y\ny\n", "c y"],
    ["with open(p) as h:\n    t = h.read()\nt\n", "open p"],
    ["try:\n    a\nexcept E as err:\n    err\n", "E a"],
    ["if (n := m) > 1: n", "m"],
    ["import a.b as c, d.e\nc, d, a", "a"],
    ["from x.y import (u as v, w)\nv, w, u", "u"],
    ["match z:\n    case {'a': q}: q\n    case P(k=v) as u: u, v\n", "P z"],
    ["async def f():\n    async with s as t:\n        await t\n", "s"],
  ])("%j: %s", (code, names) => expect(needs(code)).toBe(names));
});

it("are parted into those that code stores in any case and those that it may", () => {
  expect(stores("import numpy as np, os.path\ndef f(): x = 1\nclass A: y = 2\nz = [w for w in 'a']")).toBe(
    "A f np os z",
  );
  const { stores: sure, mayStore } = namesUsed("if c:\n    a = 1\nfor i in x:\n    b = 1\nd = 1\n");
  expect([list(sure), list(mayStore)]).toEqual(["d", "a b i"]);
  expect(list(namesUsed("def f():\n    global n\n    n = 1\n").mayStore)).toBe("n");
});

it("tell what is changed in place: parts, by methods that do, and by calls for nothing else", () => {
  expect(changes("a.b = 1\nc[0] += 1\ndel d['x']\ny = e.pop()\nf.g[1].h = 2")).toBe("a c d e f");
  expect(changes("m = df.mean()\nk = np.sin(x)")).toBe("");
  expect(changes("random.shuffle(xs)\nfit(model)\nprint(y)\n1")).toBe("model random xs");
  // The last one showed its value: that was a look.
  expect(changes("df.head()", true)).toBe("");
  expect(changes("df.head()")).toBe("df");
});

it("say where names do not tell it", () => {
  const unclear = (code: string) => namesUsed(code).unclear;
  expect(unclear("x = 1; _ = x\nfor _ in x: pass")).toBe(false);
  for (const code of ["%load_ext x", "!ls", "exec(s)", "from m import *", "y = _ + 1", "Out[3]", "x = ("])
    expect([code, unclear(code)]).toEqual([code, true]);
  expect(unclear(`x = ${"1+".repeat(150_000)}1`)).toBe(true);
});

it("says of code that is nested deeper than it can be parsed that it is not known", () => {
  expect(namesUsed(`${"(".repeat(50_000)}x${")".repeat(50_000)}`).unclear).toBe(true);
});
