/** Git as the app asks it: real repositories, also those that would start programs, are locked, or are very large. */
import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { bytesInCommit, fileLog } from "../../main/git/file-log";
import { commitFiles, committedBytes, discardChanges, repositoryOf } from "../../main/git/repository";

let parent: string;
let folder: string;

const file = (name: string) => path.join(folder, name);
const git = (...args: string[]) =>
  execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: "pipe" });
const write = (name: string, text: string) => writeFile(file(name), text);
const changes = async () => {
  const found = (await repositoryOf(folder))?.changes ?? [];
  return found.map(({ path: one, state }) => `${state} ${path.relative(folder, one)}`);
};

const before = { ...process.env };

beforeAll(async () => {
  parent = await realpath(await mkdtemp(path.join(tmpdir(), "tandem-git-")));
  const own = { GIT_CONFIG_GLOBAL: path.join(parent, "gitconfig"), GIT_CONFIG_NOSYSTEM: "1" };
  Object.assign(process.env, own);
  await writeFile(
    own.GIT_CONFIG_GLOBAL,
    "[user]\n\tname = T\n\temail = t@t\n[init]\n\tdefaultBranch = main\n",
  );
});
afterAll(async () => {
  process.env = before;
  await rm(parent, { recursive: true, force: true });
});
beforeEach(async () => {
  folder = await mkdtemp(path.join(parent, "r-"));
  git("init", "--quiet");
});

it("tells what is changed, commits chosen files alone, and goes back to the last commit", async () => {
  await write("a.py", "a = 1\n");
  await write("b.py", "b = 1\n");
  await write("*[x].py", "star\n");
  expect(await repositoryOf(folder)).toMatchObject({ root: folder, branch: "main", commit: null, total: 3 });
  expect(await commitFiles(folder, [file("a.py"), file("*[x].py")], "First\n\nwith a body")).toMatch(
    /^[0-9a-f]{7,}$/,
  );
  expect(git("log", "--format=%B").trim()).toBe("First\n\nwith a body");
  const { headFiles } = (await repositoryOf(folder)) ?? {};
  expect(headFiles).toEqual([file(".git/HEAD"), file(".git/logs/HEAD")]);
  expect(git("ls-files").trim().split("\n")).toEqual(["*[x].py", "a.py"]);
  expect(await changes()).toEqual(["untracked b.py"]);

  await write("a.py", "a = 2\r\n");
  await write("*[x].py", "changed\n");
  git("add", "b.py");
  expect((await changes()).sort()).toEqual(["added b.py", "modified *[x].py", "modified a.py"]);
  expect((await committedBytes(file("a.py")))?.toString()).toBe("a = 1\n");
  expect(await committedBytes(file("b.py"))).toBeUndefined();
  // What is staged elsewhere is left alone.
  await commitFiles(folder, [file("a.py")], "Second");
  expect((await changes()).sort()).toEqual(["added b.py", "modified *[x].py"]);
  await discardChanges(folder, [file("*[x].py")]);
  expect(await readFile(file("*[x].py"), "utf8")).toBe("star\n");
  await expect(discardChanges(folder, [file("b.py")])).rejects.toThrow("b.py is in no commit yet");
  expect(await readFile(file("b.py"), "utf8")).toBe("b = 1\n");

  await rm(file("a.py"));
  expect((await changes()).sort()).toEqual(["added b.py", "deleted a.py"]);
  await commitFiles(folder, [file("a.py")], "Without a");
  expect(git("ls-tree", "--name-only", "HEAD").trim()).toBe("*[x].py");
});

it("knows folders that are in no repository, that are gone, and that a link leads to", async () => {
  const outside = await mkdtemp(path.join(parent, "none-"));
  expect(await repositoryOf(outside)).toBeUndefined();
  expect(await repositoryOf(path.join(parent, "nowhere"))).toBeUndefined();
  await write("a.py", "a\n");
  git("add", "a.py");
  git("commit", "--quiet", "-m", "x");
  await symlink(folder, path.join(parent, "link"));
  expect((await committedBytes(path.join(parent, "link", "a.py")))?.toString()).toBe("a\n");
  await expect(commitFiles(folder, [path.join(outside, "x")], "m")).rejects.toThrow(
    "is not in the repository",
  );
});

it("starts no program that the repository names, and asks nothing", async () => {
  await write("a.py", "a\n");
  await write(".gitattributes", "*.py filter=evil diff=evil\n");
  git("add", ".");
  git("commit", "--quiet", "-m", "x");
  const touched = (name: string) => path.join(folder, `ran-${name}`);
  const program = (name: string) => `sh -c 'touch "${touched(name)}"; cat'`;
  for (const [key, name] of [
    ["core.fsmonitor", "fsmonitor"],
    ["diff.external", "external"],
    ["diff.evil.textconv", "textconv"],
    ["diff.evil.command", "command"],
    ["filter.evil.clean", "clean"],
    ["filter.evil.smudge", "smudge"],
    ["filter.evil.process", "process"],
    ["core.pager", "pager"],
    ["core.askPass", "askpass"],
  ] as const)
    git("config", key, program(name));
  git("config", "filter.evil.required", "true");
  const hooks = file(".git/hooks");
  await mkdir(hooks, { recursive: true });
  for (const hook of ["post-index-change", "fsmonitor-watchman", "post-checkout"])
    await writeFile(path.join(hooks, hook), `#!/bin/sh\ntouch "${touched(hook)}"\n`, { mode: 0o755 });
  await write("a.py", "b\n");
  expect(await changes()).toEqual(["modified a.py"]);
  expect((await committedBytes(file("a.py")))?.toString()).toBe("a\n");
  const ran = async () => (await readdir(folder)).filter((name) => name.startsWith("ran-"));
  expect(await ran()).toEqual([]);
  // The traps are real: git alone steps into them.
  try {
    git("status");
  } catch {
    // The filter that it started is none.
  }
  expect(await ran()).not.toEqual([]);
});

it("says what is in the way: a lock, a hook that refuses, no name of the user's", async () => {
  await write("a.py", "a\n");
  await write(".git/index.lock", "");
  // Looking on needs no lock.
  expect(await changes()).toEqual(["untracked a.py"]);
  await expect(commitFiles(folder, [file("a.py")], "m")).rejects.toThrow("Another Git command is at work");
  await rm(file(".git/index.lock"));

  await mkdir(file(".git/hooks"), { recursive: true });
  await writeFile(file(".git/hooks/pre-commit"), "#!/bin/sh\necho no tests >&2\nexit 1\n", { mode: 0o755 });
  await expect(commitFiles(folder, [file("a.py")], "m")).rejects.toThrow("no tests");
  // The file is as new as it was.
  expect(await changes()).toEqual(["untracked a.py"]);
  await rm(file(".git/hooks/pre-commit"));

  git("config", "user.useConfigOnly", "true");
  const global = process.env.GIT_CONFIG_GLOBAL;
  process.env.GIT_CONFIG_GLOBAL = path.join(parent, "none");
  try {
    await expect(commitFiles(folder, [file("a.py")], "m")).rejects.toThrow("Git does not know who you are");
  } finally {
    process.env.GIT_CONFIG_GLOBAL = global;
  }
});

it("counts 100,000 changed files, and names the first of them", async () => {
  const blob = execFileSync("git", ["hash-object", "-w", "--stdin"], {
    cwd: folder,
    input: "x\n",
    encoding: "utf8",
  }).trim();
  const index = Array.from({ length: 100_000 }, (_, at) => `100644 ${blob}\tdata/run-${at}.csv\n`).join("");
  execFileSync("git", ["update-index", "--index-info"], { cwd: folder, input: index });
  const found = await repositoryOf(folder);
  expect(found?.total).toBe(100_000);
  expect(found?.changes.length).toBe(5_000);
});

it("is silent where there is no git", async () => {
  const way = process.env.PATH;
  process.env.PATH = parent;
  try {
    expect(await repositoryOf(folder)).toBeUndefined();
    expect(await committedBytes(file("a.py"))).toBeUndefined();
  } finally {
    process.env.PATH = way;
  }
});

it("tells the commits of a file under its earlier names, and what it was in each; starts nothing for it", async () => {
  expect(await fileLog(file("a.py"))).toEqual([]);
  const started = path.join(folder, "started");
  await write("program", `#!/bin/sh\ntouch ${started}\n`);
  await chmod(file("program"), 0o755);
  // With it each commit's signature would be looked at, by this program.
  git("config", "gpg.program", file("program"));
  git("config", "log.showSignature", "true");
  await write("ä b.py", "first\n");
  await commitFiles(folder, [file("ä b.py")], "One\x1e\x1f\n\nbody");
  git("mv", "ä b.py", "a.py");
  git("commit", "--quiet", "--message=Renamed");
  await write("a.py", "second\n");
  await write("other.py", "other\n");
  await commitFiles(folder, [file("a.py"), file("other.py")], "Two");
  const log = await fileLog(file("a.py"));
  expect(log.map(({ name, subject, author }) => [name, subject, author])).toEqual([
    ["a.py", "Two", "T"],
    ["a.py", "Renamed", "T"],
    ["ä b.py", "One\x1e\x1f", "T"],
  ]);
  const first = log[2];
  if (!first) throw new Error("no commit");
  expect((await bytesInCommit(file("a.py"), first))?.toString()).toBe("first\n");
  expect(await bytesInCommit(file("a.py"), { ...first, name: "missing.py" })).toBeUndefined();
  expect(await readdir(folder)).not.toContain("started");
});
