import { expect, it } from "vitest";
import { reportText, withoutPrivate } from "./report";

it.each([
  ["open /home/ada/secret/plan.py failed", "open <path> failed"],
  ["ENOENT: 'C:\\Users\\ada\\x y.csv'", "ENOENT: '<path> y.csv'"],
  ["ratio 3/4, and/or, a // b", "ratio 3/4, and/or, a // b"],
  ["login of ada_l: refused", "login of <user>_l: refused"],
])("%s", (text, plain) => {
  expect(withoutPrivate(text, "/home/ada")).toBe(plain);
});

it("says what runs where, and the end of the log, in linear time", () => {
  const log = `old\n${"/".repeat(200_000)}\n${Array.from({ length: 200 }, (_, at) => `line ${at} of /home/ada/x/y.py`).join("\n")}`;
  const text = reportText({
    version: "1.2.3",
    platform: "linux",
    userAgent: "Electron/33",
    home: "/home/ada",
    settings: ["theme"],
    shells: ["python, idle"],
    log,
  });
  expect(text).toContain("Tandem 1.2.3 on linux");
  expect(text).toContain("Settings that were changed: theme");
  expect(text).toContain("line 199 of <path>");
  expect(text).not.toMatch(/ada|line 79 /);
});
