import { expect, test } from "vitest";
import { parseInput } from "./parse";
import { toScript } from "./program";

function script(code: string) {
  const parsed = parseInput(code);
  if (parsed.status !== "program") throw new Error(parsed.status);
  return toScript(parsed.code, parsed.program);
}

test.each([
  ["const a = 1, b = 2", "var a = 1, b = 2"],
  ["let { x } = y", "var { x } = y"],
  ["if (q) { const inner = 1 }", "if (q) { const inner = 1 }"],
  ["class A {}", "var A = class A {};"],
  ["export const e = 1", " var e = 1"],
  ["for (let i = 0; ;) {}", "for (let i = 0; ;) {}"],
])("%j at top level", (code, expected) => {
  const made = script(code);
  expect(made.isAsync).toBe(false);
  expect(made.code.trim()).toBe(expected.trim());
});

test("with await it becomes an async function, whose declarations are the script's", () => {
  const { code, isAsync, declared } = script("const a = await 1; let b\nfunction f() {}\nclass C {}\na");
  expect(isAsync).toBe(true);
  expect([...declared].sort()).toEqual(["C", "a", "b", "f"]);
  expect(code).toMatch(/^var a, b, f, C; \(async \(\) => \{ this\.f = f; void \( a = await 1\);/);
  expect(code).toContain("return (a)");
});

test("every line stays on its line", () => {
  const source = 'import {\n  a,\n  b,\n} from "x";\nconst c =\n  1;\nexport {\n  c,\n};\nmark(await c)';
  const lines = script(source).code.split("\n");
  expect(lines.findIndex((line) => line.includes("mark("))).toBe(9);
});

test("await inside of a function is not at top level", () => {
  expect(script("async function f() { await 1 }").isAsync).toBe(false);
  expect(script("class A { async m() { await 1 } }").isAsync).toBe(false);
});
