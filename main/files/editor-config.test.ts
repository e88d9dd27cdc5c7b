import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { styleOf } from "./editor-config";

it("is what the nearest files say, and nothing where they say nothing or nonsense", async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "tandem-style-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(
    path.join(folder, ".editorconfig"),
    [
      "root = true",
      "[*]",
      "indent_style = space",
      "indent_size = 2",
      "trim_trailing_whitespace = true",
      "insert_final_newline = true",
      "end_of_line = lf",
      "[*.{bat,cmd}]",
      "end_of_line = crlf",
      "[Makefile]",
      "indent_style = tab",
      "indent_size = 9999999",
      "trim_trailing_whitespace = perhaps",
    ].join("\n"),
  );
  await mkdir(path.join(folder, "sub"));
  await writeFile(path.join(folder, "sub/.editorconfig"), "[*.py]\nindent_size = 4\n");
  expect(await styleOf(path.join(folder, "sub/a.py"))).toEqual({
    indentWith: "spaces",
    indentSize: 4,
    trimTrailing: true,
    finalNewline: true,
    eol: "\n",
  });
  expect(await styleOf(path.join(folder, "run.bat"))).toMatchObject({ eol: "\r\n", indentSize: 2 });
  expect(await styleOf(path.join(folder, "Makefile"))).toMatchObject({
    indentWith: "tabs",
    indentSize: null,
    trimTrailing: null,
  });
  await writeFile(path.join(folder, ".editorconfig"), "\0[[[\nroot = \n[*\nindent_size=%$");
  expect(await styleOf(path.join(folder, "run.bat"))).toMatchObject({ indentWith: null, eol: null });
});
