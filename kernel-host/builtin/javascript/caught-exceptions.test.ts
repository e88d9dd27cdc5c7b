import { expect, it } from "vitest";
import { CaughtExceptions } from "./caught-exceptions";

const SOURCE = `function inner() {
  throw new Error("wrong");
}
try {
  inner();
  setTimeout(() => inner());
} catch {}
try {
  inner();
} finally {}
`;
const catches = (...lines: number[]) =>
  new CaughtExceptions(async () => ({ source: SOURCE, startLine: 10, startColumn: 0 })).catches(
    lines.map((line) => ({ scriptId: "1", lineNumber: 9 + line, columnNumber: line === 6 ? 19 : 2 })),
  );

it("is caught where a caller stands in a try with a catch", async () => {
  expect(await catches(2, 5)).toBe(true);
  expect(await catches(2)).toBe(false);
});

it("is not by a finally, nor by a try that a function is only written in", async () => {
  expect(await catches(2, 9)).toBe(false);
  expect(await catches(2, 6)).toBe(false);
});

it("is not by a script that cannot be read", async () => {
  const unreadable = new CaughtExceptions(() => Promise.reject(new Error("gone")));
  expect(await unreadable.catches([{ scriptId: "1", lineNumber: 0 }])).toBe(false);
  const wrong = new CaughtExceptions(async () => ({ source: "try {", startLine: 0, startColumn: 0 }));
  expect(await wrong.catches([{ scriptId: "1", lineNumber: 0 }])).toBe(false);
});
