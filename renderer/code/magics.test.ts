import { describe, expect, it } from "vitest";
import { magicsBelong, maskMagics, withMagicFirst } from "./magics";

const lint = (...lines: string[]) => {
  const { text, lines: masked } = maskMagics(lines.join("\n"), true);
  return { text: text.split("\n"), masked: [...masked] };
};

describe("IPython's lines", () => {
  it("are replaced, line by line", () => {
    expect(lint("import os", "%matplotlib inline", "!ls", "os?", "?os", "x = 1").text).toEqual([
      "import os",
      "__tandem_ipython_0__ = 0",
      "__tandem_ipython_1__ = 0",
      "__tandem_ipython_2__ = 0",
      "__tandem_ipython_3__ = 0",
      "x = 1",
    ]);
  });

  it("keep their indentation and what they are assigned to", () => {
    expect(lint("if x:", "    %run a.py", "    files = !ls *.py").text).toEqual([
      "if x:",
      "    __tandem_ipython_0__ = 0",
      "    files = __tandem_ipython_1__",
    ]);
  });

  it("are not what stands in strings, brackets or after a backslash", () => {
    const code = [
      '"""',
      "%time",
      '"""',
      "x = (a",
      "  % b)",
      "y = a \\",
      "  % b",
      "s = 'a\\",
      "%b'",
      "x %= 2",
      "a != b",
    ];
    expect(lint(...code)).toEqual({ text: code, masked: [] });
  });

  it("of a whole cell reach to its end, and only there", () => {
    const { text, masked } = lint("# %%", "%%bash", "for a in *; do (", "# %% next", "x = 1");
    expect(text).toEqual(["# %%", "__tandem_ipython_0__ = 0", "", "# %% next", "x = 1"]);
    expect(masked).toEqual([2, 3]);
    expect(lint("%%time", "x=1").text).toEqual(["__tandem_ipython_0__ = 0", "x=1"]);
  });

  it("are found after a bracket that was left open in another cell", () => {
    expect(lint("## a", "f(1,", "## b", "%time g()").masked).toEqual([4]);
  });

  it("come back as they were, at the place that they have then", () => {
    const code = ["def f():", "  %time g(  1)", "  x=!ls", "# %%", "%%bash", "  a  b", "", "c", "", ""].join(
      "\n",
    );
    const masked = maskMagics(code, false);
    const formatted = masked.text.replace(/^ {2}/gm, "    ").replace("x=", "x = ");
    expect(masked.restore(formatted)).toBe(
      ["def f():", "    %time g(  1)", "    x = !ls", "# %%", "%%bash", "  a  b", "", "c", "", ""].join("\n"),
    );
    expect(masked.restore("nothing")).toBeNull();
  });

  it("are found in time that grows with the text", () => {
    const text = "x = ((('\\\n".repeat(200_000);
    const started = performance.now();
    maskMagics(text, true);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("a magic of the whole cell", () => {
  it("comes first, and its lines keep their numbers", () => {
    expect(withMagicFirst(["# %% Files", "# all of them", "", "%%bash", "ls # x"])).toEqual([
      "",
      "",
      "",
      "%%bash",
      "ls # x",
    ]);
  });

  it("is none after code, and other cells are as they stand", () => {
    for (const lines of [["## a", "x = 1", "%%bash"], ["# %% a", "%time f()"], ["# %%"], [""]])
      expect(withMagicFirst(lines)).toEqual(lines);
  });
});

it("offers magics where they are code", () => {
  for (const before of ["", "   ", "x = ", "x = %"]) expect(magicsBelong(before, "")).toBe(true);
  expect(magicsBelong('frame["', "")).toBe(false);
  expect(magicsBelong("print(", "")).toBe(false);
  expect(magicsBelong("print(", "%tim")).toBe(true);
});
