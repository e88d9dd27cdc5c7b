import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, it } from "vitest";
import { CliProfile } from "./cli-fixture";

let profile: CliProfile;
beforeEach(async () => {
  profile = await CliProfile.make();
});
afterEach(() => profile.dispose());

const cell = (id: string, source: string, text = "") => ({
  cell_type: "code",
  execution_count: null,
  id,
  metadata: {},
  outputs: text === "" ? [] : [{ output_type: "stream", name: "stdout", text }],
  source,
});
const notebook = (...cells: object[]) =>
  JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });

it("shows how notebooks differ, cell by cell with outputs apart, by itself and as Git's driver", async () => {
  const before = notebook(cell("a", "x = 1\ny = 2"), cell("b", "old"), cell("c", "print(x)", "1\n"));
  const after = notebook(cell("a", "x = 3\ny = 2"), cell("c", "print(x)", "3\n"), cell("d", "new"));
  await profile.script("a.ipynb", before);
  await profile.script("b.ipynb", after);
  const differences = [
    "@@ cell 1, code @@\n-x = 1\n+x = 3\n y = 2",
    "@@ cell 2, code, removed @@\n-old",
    "@@ cell 2, code, outputs @@\n-1\n+3",
    "@@ cell 3, code, added @@\n+new\n",
  ].join("\n");
  expect(await profile.run(["diff", "a.ipynb", "b.ipynb"])).toEqual({
    code: 1,
    stdout: `--- a.ipynb\n+++ b.ipynb\n${differences}`,
    stderr: "",
  });
  expect((await profile.run(["diff", "--no-outputs", "a.ipynb", "b.ipynb"])).stdout).not.toContain("outputs");
  expect(await profile.run(["diff", "a.ipynb", "a.ipynb"])).toEqual({ code: 0, stdout: "", stderr: "" });
  expect((await profile.run(["diff", "a.ipynb", "gone.ipynb"])).code).toBe(3);

  // What is no notebook is compared as text, and Git goes on.
  const cut = after.slice(0, -30);
  await profile.script("cut.ipynb", cut);
  const asText = await profile.run(["diff", "a.ipynb", "cut.ipynb"]);
  expect([asText.code, asText.stderr]).toEqual([
    1,
    "cut.ipynb is no notebook that can be read: not JSON (line 1). Both are compared as text.\n",
  ]);
  expect(asText.stdout).toContain(`\n+${cut.slice(0, 60)}`);
  // Long outputs that have no line in common take no time to be compared.
  const lines = (word: string) => Array.from({ length: 60_000 }, (_, at) => `${word} ${at}\n`).join("");
  await profile.script("long1.ipynb", notebook(cell("a", "x", lines("old"))));
  await profile.script("long2.ipynb", notebook(cell("a", "x", lines("new"))));
  const long = await profile.run(["diff", "long1.ipynb", "long2.ipynb"]);
  expect([long.code, long.stdout.split("\n").length]).toEqual([1, 120_004]);

  const git = (...args: string[]) =>
    promisify(execFile)("git", ["-c", "user.name=t", "-c", "user.email=t@t", ...args], { cwd: profile.work });
  await git("init", "-q");
  await profile.script(".gitattributes", "*.ipynb diff=ipynb\n");
  await git("add", "a.ipynb");
  await git("commit", "-qm", "first");
  await writeFile(path.join(profile.work, "a.ipynb"), after);
  const program = path.resolve(import.meta.dirname, "../../out/cli/tandem.js");
  const driver = ["-c", `diff.ipynb.command='${process.execPath}' '${program}' diff`];
  expect((await git(...driver, "diff")).stdout).toBe(`--- a/a.ipynb\n+++ b/a.ipynb\n${differences}`);
  await writeFile(path.join(profile.work, "a.ipynb"), cut);
  expect((await git(...driver, "diff")).stdout).toContain("--- a/a.ipynb\n+++ b/a.ipynb\n@@ as text @@\n");
});
