import { expect, test } from "vitest";
import { shortPrompt } from "./short-prompt";

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
