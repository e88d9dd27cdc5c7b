import { describe, expect, it } from "vitest";
import { withoutPrompts } from "./pasted-code";

describe("pasted code", () => {
  it("loses Python's prompts, and the output between them", () => {
    expect(withoutPrompts(">>> for i in range(2):\n...     print(i)\n...\n0\n1\n>>> x = 1\n")).toBe(
      "for i in range(2):\n    print(i)\n\nx = 1",
    );
  });

  it("loses IPython's prompts, results and tracebacks", () => {
    const text = "In [3]: def f():\n   ...:     return 1\n   ...:\n\nIn [4]: f()\nOut[4]: 1\n\nIn [5]: y = 2";
    expect(withoutPrompts(text)).toBe("def f():\n    return 1\n\nf()\ny = 2");
  });

  it("may be indented as in a docstring, with Windows' line ends", () => {
    expect(withoutPrompts("    >>> a = 1\r\n    >>> a\r\n    1\r\n")).toBe("a = 1\na");
  });

  it("loses the prompts of Node, R and Julia", () => {
    expect(withoutPrompts("> const a = {\n...   b: 1\n... }\nundefined\n> a.b")).toBe(
      "const a = {\n  b: 1\n}\na.b",
    );
    expect(withoutPrompts("> f <- function(x) {\n+   x\n+ }\n> f(1)\n[1] 1")).toBe(
      "f <- function(x) {\n  x\n}\nf(1)",
    );
    expect(
      withoutPrompts("julia> function f(x)\n       x\n       end\nf (generic function)\n\njulia> f(1)\n1"),
    ).toBe("function f(x)\nx\nend\nf(1)");
  });

  it("is left alone when it begins with no prompt", () => {
    for (const text of ["x = 1\n>>> y", "a >>> b", "...", "# In [3]: not one", ">= 3", "", "\n\n"]) {
      expect(withoutPrompts(text)).toBe(text);
    }
  });

  it("keeps an ellipsis that is code", () => {
    expect(withoutPrompts(">>> def f():\n...     ...\n")).toBe("def f():\n    ...");
  });
});
