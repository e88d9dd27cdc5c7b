import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readEnvironmentFile } from "./environment-file";

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tandem-env-"));
  file = join(folder, ".env");
});
afterEach(() => rm(folder, { recursive: true }));

it("reads lines, quotes, comments and values of several lines; a line that is none harms no other", async () => {
  await writeFile(
    file,
    "\ufeff# comment\nA=1\nexport B=\"x\ny\"\nthis is no variable\nC='${A}' # comment\nD=\r\nE=a=b\n",
  );
  expect(await readEnvironmentFile(file)).toEqual({
    variables: { A: "1", B: "x\ny", C: "${A}", D: "", E: "a=b" },
  });
});

it("is not used when it is not there or no text, and no value is told", async () => {
  expect((await readEnvironmentFile(file)).problem).toBe(
    `The environment file ${file} is not used: it is not there.`,
  );
  await writeFile(file, Buffer.from("SECRET=caf\xe9\n", "latin1"));
  const latin = await readEnvironmentFile(file);
  expect(latin).toEqual({
    variables: {},
    problem: `The environment file ${file} is not used: it is not UTF-8 text.`,
  });
  await writeFile(file, "A=1\nSECRET=hidden\0more\n");
  const problem = (await readEnvironmentFile(file)).problem;
  expect(problem).toContain("the value of SECRET holds a NUL");
  expect(problem).not.toContain("hidden");
});
