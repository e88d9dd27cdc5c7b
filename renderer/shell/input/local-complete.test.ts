import { describe, expect, it } from "vitest";
import { judge } from "./local-complete";

const python = (code: string) => judge(code, "python");

describe("Python", () => {
  it.each([
    "1+1",
    "x = [1, 2]",
    "print('(')",
    'print("a: b")',
    "s = '''a\nb'''",
    "a = 1  # not (open",
    "f'{x}'",
  ])("%j is complete", (code) => expect(python(code).complete).toBe(true));
  it.each([
    "f(",
    "x = [1,\n2",
    "s = '''a",
    "a = \\",
    "for i in x:",
    "if x: y",
    "@decorate",
    "def f():\n    return 1",
    "x = {'a': 1,",
    "%%bash",
    "%%bash\nif true; then",
    "%%timeit -n 3\nf(",
  ])("%j wants more", (code) => expect(python(code).complete).toBe(false));
  it("an empty line ends a block", () => {
    expect(python("%%bash\necho (\n").complete).toBe(true);
    expect(python("%%bash?").complete).toBe(true);
    expect(python("for i in x:\n    print(i)\n").complete).toBe(true);
    expect(python("for i in x:\n    print(i)\n    ").complete).toBe(true);
  });
  it("the next line is indented as the block is", () => {
    expect(python("for i in x:").indent).toBe("    ");
    expect(python("for i in x:\n    if i:").indent).toBe("        ");
    expect(python("for i in x:\n    print(i)").indent).toBe("    ");
    expect(python('s = """').indent).toBe("");
  });
  it("only a plain line is sure; blocks, magics and questions are for the kernel to judge", () => {
    expect(python("1+1").sure).toBe(true);
    for (const code of ["%timeit f()", "%%bash", "!ls", "print?", "for i in x:", "a\nb"]) {
      expect(python(code).sure).toBe(false);
    }
    expect(python("%timeit f()").complete).toBe(true);
    expect(python("print?").complete).toBe(true);
  });
});

it("of other languages only brackets and strings are known", () => {
  expect(judge("f <- function(x) {", "r").complete).toBe(false);
  expect(judge("f <- function(x) { x }", "r")).toEqual({ complete: true, sure: false, indent: "" });
  expect(judge("if x:", "julia").complete).toBe(true);
  expect(judge("const s = `a\n(", "javascript").complete).toBe(false);
  expect(judge("const s = `a ${1}\n(`", "javascript").complete).toBe(true);
});
