import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readFolderSettings } from "./folder-settings";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "tandem-folder-settings-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (text: string) => {
  await mkdir(path.join(folder, ".tandem"));
  await writeFile(path.join(folder, ".tandem", "settings.json"), text);
};

it("a folder without settings says nothing, also where a file has their folder's name", async () => {
  const none = { file: path.join(folder, ".tandem", "settings.json"), values: {}, problems: [] };
  expect(await readFolderSettings(folder)).toEqual(none);
  await writeFile(path.join(folder, ".tandem"), "");
  expect(await readFolderSettings(folder)).toEqual(none);
});

it("what is a folder's counts; a program, what is the user's alone, and what does not fit is named and does not", async () => {
  await write(
    '\ufeff{\n  // ours\n  "trimTrailing": true,\n  "typeChecking": "very",\n  "formatters": [{ "language": "python", "command": "rm" }],\n  "theme": "dark",\n  "nosuch": 1,\n}\n',
  );
  const { values, problems } = await readFolderSettings(folder);
  expect(values).toEqual({ trimTrailing: true });
  expect(problems.map(({ line, sentence }) => `${line}: ${sentence}`)).toEqual([
    '4: “typeChecking” cannot be "very"; "basic" holds. It is kept.',
    "5: “formatters” does not count in a folder's settings, only in your own.",
    "6: “theme” does not count in a folder's settings, only in your own.",
    "7: This version knows no setting “nosuch”. It is kept.",
  ]);
});

it("a broken file holds as far as it can be read", async () => {
  await write('{ "ruff": false, wrong');
  expect(await readFolderSettings(folder)).toMatchObject({
    values: { ruff: false },
    problems: [{ line: 1 }],
  });
});
