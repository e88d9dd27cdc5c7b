import { describe, expect, it } from "vitest";
import { findCells } from "./cells";
import { readCode } from "./code";
import { CodeParse } from "./code-parse";
import { readOutline } from "./outline";
import { topStatements } from "./statements";
import "./grammar-tables";

const piece = (i: number) =>
  `# %% Cell ${i}\ndef f${i}(a, b=(1, 2)):\n    """Doc."""\n    for x in a:\n        print(x, f"{b}")\n    return [\n        x,\n    ]\n\nclass C${i}:\n    y = ${i}\n\n`;

const bits = [
  '"""',
  "(",
  ")",
  "\n",
  "    ",
  "def g():",
  "# %% new\n",
  "x = 1\n",
  "'",
  ":",
  "else:\n",
  "\\",
  "{",
];

/** The same for the same seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("a text that is edited", () => {
  it("is read as if it were read anew, whatever is put in or taken out", () => {
    const next = random(11);
    let text = Array.from({ length: 30 }, (_, i) => piece(i)).join("");
    const parse = new CodeParse(text, "python", "#");
    parse.finish();
    for (let turn = 0; turn < 60; turn++) {
      const from = next(text.length);
      const to = Math.min(text.length, from + (next(3) === 0 ? next(60) : 0));
      const put = bits[next(bits.length)] as string;
      text = text.slice(0, from) + put + text.slice(to);
      parse.change(() => text, [{ from, to, length: put.length }]);
      // Some edits come before the last was read to its end.
      if (next(4) === 0) continue;
      const code = parse.finish();
      const anew = readCode(text, "python", "#");
      expect(findCells(code)).toEqual(findCells(anew));
    }
    // Without its faults again it is read without a trace of them.
    const clean = piece(1) + piece(2);
    parse.change(() => clean, [{ from: 0, to: text.length, length: clean.length }]);
    expect(topStatements(parse.finish())).toEqual(topStatements(readCode(clean, "python", "#")));
    expect(readOutline(parse.finish())).toEqual(readOutline(readCode(clean, "python", "#")));
  });

  it("takes several changes at once, in any order", () => {
    const parse = new CodeParse("aa\nbb\ncc\n", "python", "#");
    parse.finish();
    parse.change(
      () => "# %% x\naa\nbb\ncc\ndd",
      [
        { from: 9, to: 9, length: 2 },
        { from: 0, to: 0, length: 7 },
      ],
    );
    expect(findCells(parse.finish())).toEqual(findCells(readCode("# %% x\naa\nbb\ncc\ndd", "python", "#")));
  });

  it("takes over what did not change: a key in 13,500 lines is a small part of reading them", () => {
    const part = (i: number) =>
      `# %% Cell ${i}\ndata${i} = load("x", ${i})\n\ndef f${i}(a, b=(1, 2)):\n    """Doc."""\n    for x in a:\n        print(x, f"{b}")\n    return [\n        x,\n    ]\n\nf${i}(data${i})\n\n`;
    let text = Array.from({ length: 1_040 }, (_, i) => part(i)).join("");
    const parse = new CodeParse(text, "python", "#");
    /** In steps of the parser, which a busy machine does not change. */
    const cost = () => {
      let steps = 0;
      while (!parse.advance(0)) steps++;
      return steps;
    };
    const whole = cost();
    for (let key = 0; key < 10; key++) {
      const at = text.indexOf("print(", (text.length / 10) * key) + 6;
      text = `${text.slice(0, at)}z${text.slice(at)}`;
      parse.change(() => text, [{ from: at, to: at, length: 1 }]);
      expect(cost()).toBeLessThan(whole / 20);
    }
  });

  it("is read in slices", () => {
    const parse = new CodeParse(Array.from({ length: 500 }, (_, i) => piece(i)).join(""), "python", "#");
    let slices = 0;
    while (!parse.advance(0)) slices++;
    expect(slices).toBeGreaterThan(10);
  });
});
