import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shadowingFile } from "./shadowing";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tandem-shadowing-"));
  writeFileSync(path.join(folder, "re.py"), "");
  mkdirSync(path.join(folder, "zmq"));
  writeFileSync(path.join(folder, "zmq", "__init__.py"), "");
  symlinkSync(folder, `${folder}-link`);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(`${folder}-link`);
});

const begin = 'Traceback (most recent call last):\n  File "/usr/lib/python3/urllib/parse.py", line 6\n';

test.each([
  ["AttributeError: module 're' has no attribute 'compile'", "re.py", "re"],
  ["ImportError: cannot import name 'compile' from 're' (/there/re.py)", "re.py", "re"],
  [
    "ImportError: cannot import name 'x' from partially initialized module 'zmq' (most)",
    "zmq/__init__.py",
    "zmq",
  ],
  ["ModuleNotFoundError: No module named 're.x'; 're' is not a package", "re.py", "re"],
])("%s", (last, file, module) => {
  expect(shadowingFile(begin + last, folder)).toEqual({ file: path.join(folder, file), module });
});

test("a frame in a file of the folder names it, also by another way to the folder", () => {
  const frame = `  File "${folder}/signal.py", line 1, in <module>\n    1 / 0\nZeroDivisionError: division by zero`;
  expect(shadowingFile(begin + frame, `${folder}-link`)).toEqual({
    file: `${folder}/signal.py`,
    module: "signal",
  });
});

test("a kernel's own program in the folder takes no module's place, nor do its modules", () => {
  const frames = `  File "${folder}/kernel.py", line 2, in <module>\n  File "${folder}/lib.py", line 1\nNameError: x`;
  for (const program of [`${folder}/kernel.py`, "kernel.py", `${folder}-link/kernel.py`]) {
    const argv = ["/usr/bin/python", program, "{connection_file}"];
    expect(shadowingFile(begin + frames, folder, argv)).toBeUndefined();
    const said = `${begin}AttributeError: module 're' has no attribute 'compile'`;
    expect(shadowingFile(said, folder, argv)?.module).toBe("re");
  }
});

test("what is none of the folder's, and what is no traceback, names nothing", () => {
  expect(
    shadowingFile(`${begin}AttributeError: module 'numpy' has no attribute 'x'`, folder),
  ).toBeUndefined();
  expect(shadowingFile("module 're' has no attribute 'compile'", folder)).toBeUndefined();
  expect(shadowingFile(`${begin}  File "${folder}/lib/x.py", line 1\nKeyError: 1`, folder)).toBeUndefined();
});
