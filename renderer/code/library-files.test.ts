import { expect, test } from "vitest";
import { isLibraryFile, isOwnStub } from "./library-files";

test.each([
  "/usr/lib/python3.11/pathlib.py",
  "/home/a/project/.venv/lib/python3.12/site-packages/numpy/core.py",
  "/home/a/.venv/lib64/python3.13t/typing.py",
  "/usr/lib/python3/dist-packages/apt.py",
  "C:\\Users\\a\\AppData\\Local\\Programs\\Python\\Python312\\Lib\\pathlib.py",
  "C:\\project\\.venv\\Lib\\site-packages\\numpy\\core.py",
  "/opt/Tandem/resources/app.asar.unpacked/out/language-servers/python/dist/typeshed-fallback/stdlib/os/__init__.pyi",
])("%s is a library's", (path) => {
  expect(isLibraryFile(path)).toBe(true);
});

test.each([
  "/home/a/project/lib/model.py",
  "/home/a/python3.12/notes.py",
  "/home/a/site-packages.py",
  "C:\\work\\Lib\\x.py",
  "/home/a/pathlib.py",
])("%s is one's own", (path) => {
  expect(isLibraryFile(path)).toBe(false);
});

test("stubs of the server that comes with the app are told from those of a server of the user's", () => {
  const stub = "dist/typeshed-fallback/stdlib/os/__init__.pyi";
  expect(isOwnStub(`/opt/Tandem/out/language-servers/python/${stub}`)).toBe(true);
  expect(isOwnStub("C:\\Tandem\\out\\language-servers\\typescript\\lib.es5.d.ts")).toBe(true);
  expect(isLibraryFile("/opt/Tandem/out/language-servers/typescript/lib.es5.d.ts")).toBe(true);
  expect(isOwnStub(`/home/a/.venv/lib/python3.12/site-packages/basedpyright/${stub}`)).toBe(false);
});
