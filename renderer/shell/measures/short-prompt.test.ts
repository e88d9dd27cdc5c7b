import { expect, test } from "vitest";
import { shortPrompt } from "./short-prompt";

test("has the name where there is room", () => {
  expect(shortPrompt("compute_spectra:12>", 28)).toBe("compute_spectra:12>");
  expect(shortPrompt("<module>:2>", 28)).toBe("top:2>");
});

test.each([
  ["fit:16>", "fit:16>"],
  ["<module>:22>", "top:22>"],
  ["compute_spectra:12>", "com…:12>"],
  ["<lambda>:1234567>", "<…:1234567>"],
  ["In [1234567]:", "In [1234567]:"],
  ["(Pdb) ", "(Pdb) "],
])("%s is %s", (prompt, short) => {
  expect(shortPrompt(prompt)).toBe(short);
});
