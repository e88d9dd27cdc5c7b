import { expect, it } from "vitest";
import { toLines } from "../../../preload/transcript/terminal";
import { foldedFrames, isLibrary } from "./traceback-frames";

/** The text with what is folded in one line each: "(2 of libraries)". */
function folded(text: string): string {
  const lines = toLines(text);
  const folds = foldedFrames(lines);
  return lines
    .flatMap(({ text: line }, i) => {
      const fold = folds.find(({ from, to }) => i >= from && i < to);
      if (!fold) return [line];
      return i === fold.from ? [`(${fold.count}${fold.ofLibraries ? " of libraries" : ""})`] : [];
    })
    .join("\n");
}

it("folds what libraries call between the user's own frame and the innermost one (IPython)", () => {
  expect(
    folded(`\x1b[31mJSONDecodeError\x1b[39m                           Traceback (most recent call last)
\x1b[36mCell\x1b[39m\x1b[36m \x1b[39m\x1b[32mIn[1]\x1b[39m\x1b[32m, line 4\x1b[39m
      2 def f(n):
----> 4 f(1)

File /home/ada/exp.py:4, in load(x)
      3     y = x
----> 4     return json.loads(y)

File ~/.pyenv/versions/3.11.7/lib/python3.11/json/__init__.py:346, in loads(s, cls)
    341     s = s.decode(detect_encoding(s), 'surrogatepass')
--> 346     return _default_decoder.decode(s)

    [... skipping hidden 1 frame]

File ~/.pyenv/versions/3.11.7/lib/python3.11/json/decoder.py:337, in JSONDecoder.decode(self, s, _w)
    335 
--> 337     obj, end = self.raw_decode(s, idx=_w(s, 0).end())

File ~/.pyenv/versions/3.11.7/lib/python3.11/json/decoder.py:353, in JSONDecoder.raw_decode(self, s, idx)
--> 353     obj, end = self.scan_once(s, idx)

JSONDecodeError: Expecting value
  File "not a frame", of the message
`),
  ).toBe(`JSONDecodeError                           Traceback (most recent call last)
Cell In[1], line 4
      2 def f(n):
----> 4 f(1)

File /home/ada/exp.py:4, in load(x)
      3     y = x
----> 4     return json.loads(y)

(2 of libraries)
File ~/.pyenv/versions/3.11.7/lib/python3.11/json/decoder.py:353, in JSONDecoder.raw_decode(self, s, idx)
--> 353     obj, end = self.scan_once(s, idx)

JSONDecodeError: Expecting value
  File "not a frame", of the message
`);
});

it("folds each of several errors by itself, and what called the user's function (Python)", () => {
  const text = `Traceback (most recent call last):
  File "exp.py", line 3, in <module>
    reduce(f, x)
  File "/usr/lib/python3.11/functools.py", line 7, in reduce
    f(a, b)
    ~^^^^^^
  File "exp.py", line 1, in f
    1/0
ZeroDivisionError: division by zero

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "exp.py", line 5, in <module>
    raise ValueError() from e
ValueError`;
  expect(folded(text)).toBe(text.replace(/ {2}File "\/usr[^]*?~\^+\n/, "(1 of libraries)\n"));
});

it("of a deep recursion shows the outermost frame and the last ones", () => {
  const frame = (n: number) => `  File "exp.py", line ${n}, in r\n    r(n + 1)`;
  const text = (frames: string[]) =>
    ["Traceback (most recent call last):", ...frames, "RecursionError: too deep"].join("\n");
  const all = Array.from({ length: 40 }, (_one, i) => frame(i));
  expect(folded(text(all))).toBe(text([frame(0), "(35)", ...all.slice(-4)]));
  const repeated = text([frame(1), "  [Previous line repeated 996 more times]"]);
  expect(folded(repeated)).toBe(repeated);
});

it("folds the frames below the user's own (JavaScript)", () => {
  expect(
    folded(`TypeError: no luck
    at inner (/home/ada/exp.js:9:9)
    at Array.map (<anonymous>)
    at cell (file:///home/ada/exp.js:11:1)
    at Module._compile (node:internal/modules/cjs/loader:1105:14)
    at new Promise (<anonymous>)
    at run (/home/ada/node_modules/runner/index.js:1:1)`),
  ).toBe(`TypeError: no luck
    at inner (/home/ada/exp.js:9:9)
    at Array.map (<anonymous>)
    at cell (file:///home/ada/exp.js:11:1)
(3 of libraries)`);
});

it("folds nothing of what it does not know", () => {
  const text = "Error in f(x) : object 'y' not found\nCalls: f -> g\n  f(1)\n    at the end";
  expect(folded(text)).toBe(text);
});

it("knows libraries on all systems", () => {
  for (const path of [
    "/usr/lib/python3/dist-packages/numpy/x.py",
    "/opt/env/lib64/python3.12/json/decoder.py",
    "C:\\Users\\ada\\AppData\\Local\\Programs\\Python\\Python312\\Lib\\json\\decoder.py",
    "C:\\Users\\ada\\miniconda3\\envs\\lab\\Lib\\json\\decoder.py",
    "<frozen importlib._bootstrap>",
  ])
    expect([path, isLibrary(path)]).toEqual([path, true]);
  for (const path of [
    "/home/ada/lib/exp.py",
    "/home/ada/python/exp.py",
    "<string>",
    "C:\\lab\\exp.py",
    "<stdin>",
  ])
    expect([path, isLibrary(path)]).toEqual([path, false]);
});
