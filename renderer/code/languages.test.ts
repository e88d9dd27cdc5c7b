import { expect, it } from "vitest";
import { languageOfFile, languageOfKernel, languageTitle, runsLanguage } from "./languages";

it("tells a file's language by its name, in any case", () => {
  expect(languageOfFile("exp.py").id).toBe("python");
  expect(languageOfFile("MODEL.R").id).toBe("r");
  expect(languageOfFile("archive.tar.gz").id).toBe("plaintext");
  expect(languageOfFile("README").id).toBe("plaintext");
});

it("lets a kernel run files of its language only", () => {
  expect(runsLanguage("R", "r")).toBe(true);
  expect(runsLanguage("python", "r")).toBe(false);
  expect(runsLanguage("python", "plaintext")).toBe(false);
});

it("names the language of a kernel, where it knows it", () => {
  expect(languageOfKernel("Julia")?.id).toBe("julia");
  expect(languageOfKernel("brainfuck")).toBeNull();
});

it("tells C from C++ by the ending", () => {
  expect(languageTitle("cpp", "Tools.C")).toBe("C");
  expect(languageTitle("cpp", "tools.cpp")).toBe("C++");
  expect(languageTitle("cpp", "c")).toBe("C++");
});
