import { expect, test } from "vitest";
import { newWindowTask, quoted } from "./jump-list";

const words = { title: "New window", description: "Opens another window" };

test("another window of the same profile is opened", () => {
  expect(newWindowTask("C:\\Tandem.exe", null, words)).toEqual({
    ...words,
    program: "C:\\Tandem.exe",
    arguments: "--new-window",
    iconPath: "C:\\Tandem.exe",
    iconIndex: 0,
  });
  expect(newWindowTask("C:\\Tandem.exe", "D:\\two words\\", words).arguments).toBe(
    '"--user-data-dir=D:\\two words\\\\" --new-window',
  );
});

test("an argument arrives as it was", () => {
  expect(quoted("C:\\plain\\")).toBe("C:\\plain\\");
  expect(quoted("a b")).toBe('"a b"');
  expect(quoted('say "hi"')).toBe('"say \\"hi\\""');
  expect(quoted('a \\" b\\')).toBe('"a \\\\\\" b\\\\"');
  expect(quoted("")).toBe('""');
});
