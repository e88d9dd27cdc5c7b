import { expect, it } from "vitest";
import { callAt } from "./call-at";

/** The call at the mark |. */
const at = (marked: string, language = "python") => {
  const offset = marked.indexOf("|");
  return callAt(marked.replace("|", ""), offset, language);
};

it("is the innermost call that is still open", () => {
  expect(at("f(a, g(1, |")).toEqual({ open: 6, index: 1, name: null });
  expect(at("f(a, g(1, 2), |")).toEqual({ open: 1, index: 2, name: null });
  expect(at("f(a)|")).toBeNull();
  expect(at("(1, |")).toBeNull();
});

it("counts no commas of lists, strings and comments", () => {
  expect(at("f([1, 2, 3], {4, 5}, |")?.index).toBe(2);
  expect(at("f('a, (b', |")?.index).toBe(1);
  expect(at("f(1, # one, (two\n  |")?.index).toBe(1);
  expect(at('f("""a,\n( b""", |')?.index).toBe(1);
  expect(at("f([1, |")).toEqual({ open: 1, index: 0, name: null });
});

it("knows an argument by its name, and a comparison from it", () => {
  expect(at("np.linspace(0, num=1|")?.name).toBe("num");
  expect(at("f(a == 1|")?.name).toBeNull();
});

it("takes a call of what a call or an index gave", () => {
  expect(at("table['f'](|")?.open).toBe(10);
  expect(at("f()(|")?.open).toBe(3);
});

it("knows the strings and comments of JavaScript", () => {
  expect(at("f(`a, ${1}`, | // x(", "javascript")?.index).toBe(1);
  expect(at("f('//', |", "javascript")?.index).toBe(1);
});
