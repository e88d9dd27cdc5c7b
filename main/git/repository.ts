/** A repository, by the user's own git: what is changed, what a file was, committing and discarding chosen files. */

import { realpath, stat } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import type { GitRepository } from "../../preload/contract/git";
import { t } from "../../preload/texts/texts";
import { UserError } from "../floor/user-error";
import { readStatus } from "./read-status";
import { type GitAnswer, type GitCall, gitProblem, NoGit, runGit } from "./run-git";

/** What is asked again and again may take so long, in ms, what the user asked for so long. */
const ASK_MS = 20_000;
const DO_MS = 120_000;
const MIB = 1024 * 1024;
/** Enough for 100,000 files with long names. */
const MOST_STATUS = 64 * MIB;
/** As the editor's own files. */
const MOST_FILE = 32 * MIB;
const MOST_WORDS = 4 * MIB;

const ASK: Omit<GitCall, "cwd"> = { timeMs: ASK_MS, mostBytes: MOST_WORDS };

/**
 * The top folder of the repository that a folder is in; undefined where there is none, or no git.
 * @throws UserError where git refuses to use it
 */
export async function topFolder(folder: string): Promise<string | undefined> {
  let answer: GitAnswer;
  try {
    answer = await runGit(["rev-parse", "--show-toplevel"], { cwd: folder, ...ASK });
  } catch (error) {
    // The same code as that of a folder which is gone.
    if (error instanceof NoGit) return undefined;
    throw error;
  }
  if (answer.code === 0) return withoutEnd(answer.printed.toString("utf8"));
  if (answer.words.includes("dubious ownership")) throw gitProblem(answer);
  return undefined;
}

const withoutEnd = (line: string) => line.replace(/\r?\n$/, "");

/**
 * Settings that keep programs which the repository itself names as filters from being started: git asks them whether a
 * file is changed.
 */
async function withoutFilters(root: string): Promise<string[]> {
  const { printed } = await runGit(
    ["config", "--local", "--includes", "--null", "--name-only", "--get-regexp", "^filter\\."],
    { cwd: root, ...ASK },
  );
  const names = printed
    .toString("utf8")
    .split("\0")
    .flatMap((key) => /^filter\.(.+)\.[a-z]+$/s.exec(key)?.[1] ?? []);
  return [...new Set(names)]
    .filter((name) => !name.includes("="))
    .flatMap((name) => [`filter.${name}.clean=`, `filter.${name}.process=`, `filter.${name}.required=false`]);
}

/**
 * What is changed in the repository that a folder is in; undefined where there is none, or no git.
 * @throws UserError with git's own words where it fails
 */
export async function repositoryOf(folder: string): Promise<GitRepository | undefined> {
  const root = await topFolder(folder);
  if (root === undefined) return undefined;
  const answer = await runGit(
    [
      "status",
      "--porcelain=v2",
      "-z",
      "--branch",
      "--untracked-files=normal",
      // To ask what is changed in a submodule is to run git by its configuration.
      "--ignore-submodules=dirty",
      "--no-renames",
    ],
    { cwd: root, timeMs: ASK_MS, mostBytes: MOST_STATUS, config: await withoutFilters(root) },
  );
  if (answer.code !== 0 && !answer.cut) throw gitProblem(answer);
  const { changes, ...rest } = readStatus(answer.printed);
  return {
    root,
    ...rest,
    headFiles: await headFiles(root),
    changes: changes.map(({ path, state }) => ({ path: join(root, path.replaceAll("/", sep)), state })),
  };
}

/** The head, and its log, which a commit on the same branch is written to. */
async function headFiles(root: string): Promise<string[]> {
  const names = ["--git-path", "HEAD", "--git-path", "logs/HEAD"];
  const { code, printed } = await runGit(["rev-parse", ...names], { cwd: root, ...ASK });
  if (code !== 0) return [];
  const paths = printed
    .toString("utf8")
    .split(/\r?\n/)
    .filter((line) => line !== "")
    .map((line) => (isAbsolute(line) ? line : join(root, line)));
  const there = await Promise.all(paths.map((file) => stat(file).catch(() => undefined)));
  return paths.filter((_, at) => there[at]?.isFile());
}

/** The bytes of a file in the last commit; undefined where it has none there, or too many. */
export async function committedBytes(path: string): Promise<Buffer | undefined> {
  const folder = join(path, "..");
  const root = await topFolder(folder).catch(() => undefined);
  if (root === undefined) return undefined;
  const name = await nameIn(root, path);
  if (name === undefined) return undefined;
  return committedFile(root, "HEAD", name);
}

/** The bytes of a file in a commit, by its name in the repository; undefined where it has none there, or too many. */
export async function committedFile(root: string, commit: string, name: string): Promise<Buffer | undefined> {
  const answer = await runGit(["cat-file", "blob", `${commit}:${name}`], {
    cwd: root,
    timeMs: ASK_MS,
    mostBytes: MOST_FILE,
  });
  return answer.code === 0 && !answer.cut ? answer.printed : undefined;
}

/** A path within the repository, parted by "/"; undefined for one outside. Links on the way to the folder count as folders. */
export async function nameIn(root: string, path: string): Promise<string | undefined> {
  const real = join(
    await realpath(join(path, "..")).catch(() => join(path, "..")),
    path.split(sep).at(-1) ?? "",
  );
  for (const one of [path, real]) {
    const name = relative(root, one);
    if (name !== "" && !name.startsWith("..") && !isAbsolute(name)) return name.replaceAll(sep, "/");
  }
  return undefined;
}

interface Chosen {
  readonly root: string;
  /** What git reads on its standard input: names parted by NUL. */
  readonly names: string;
  readonly all: readonly string[];
}

async function chosen(folder: string, paths: readonly string[]): Promise<Chosen> {
  const root = await topFolder(folder);
  if (root === undefined) throw new UserError(t("{folder} is in no Git repository.", { folder }));
  const all = await Promise.all(
    paths.map(async (path) => {
      const name = await nameIn(root, path);
      if (name === undefined)
        throw new UserError(t("{path} is not in the repository {root}.", { path, root }));
      return name;
    }),
  );
  return { root, all, names: all.map((name) => `${name}\0`).join("") };
}

const FROM_INPUT = ["--pathspec-from-file=-", "--pathspec-file-nul"];

/** Does something that the user has asked for. @throws UserError with git's own words */
async function must(
  args: readonly string[],
  call: Omit<GitCall, "timeMs" | "mostBytes">,
): Promise<GitAnswer> {
  const answer = await runGit(args, { timeMs: DO_MS, mostBytes: MOST_WORDS, ...call });
  if (answer.code !== 0) throw gitProblem(answer);
  return answer;
}

/** Those of the names that git does not know yet. */
async function newNames({ root, names }: Chosen): Promise<string> {
  const known = await runGit(["ls-files", "-z", "--cached"], {
    cwd: root,
    timeMs: ASK_MS,
    mostBytes: MOST_STATUS,
  });
  const all = new Set(known.printed.toString("utf8").split("\0"));
  return names
    .split("\0")
    .filter((name) => name !== "" && !all.has(name))
    .map((name) => `${name}\0`)
    .join("");
}

/**
 * Commits files as they are on the disk, whatever else is staged. The repository's hooks run: the user asked for a commit.
 * @returns the commit's short name
 * @throws UserError with git's own words, e.g. those of a hook; the index is then as it was
 */
export async function commitFiles(
  folder: string,
  paths: readonly string[],
  message: string,
): Promise<string> {
  const files = await chosen(folder, paths);
  const { root, names } = files;
  const added = await newNames(files);
  if (added !== "") await must(["add", "--intent-to-add", ...FROM_INPUT], { cwd: root, input: added });
  try {
    await must(["commit", "--quiet", "--only", `--message=${message}`, ...FROM_INPUT], {
      cwd: root,
      input: names,
      hooks: true,
    });
  } catch (error) {
    if (added !== "") {
      await runGit(["rm", "--cached", "--quiet", "--force", ...FROM_INPUT], {
        cwd: root,
        input: added,
        ...ASK,
      });
    }
    throw error;
  }
  const { printed } = await must(["rev-parse", "--short", "HEAD"], { cwd: root });
  return withoutEnd(printed.toString("utf8"));
}

/**
 * Makes files what they are in the last commit, in the index too.
 * @throws UserError for a file that the commit does not have: it would be deleted
 */
export async function discardChanges(folder: string, paths: readonly string[]): Promise<void> {
  const { root, names, all } = await chosen(folder, paths);
  const listed = await must(["ls-tree", "-r", "-z", "--name-only", "HEAD"], { cwd: root });
  const committed = new Set(listed.printed.toString("utf8").split("\0"));
  const absent = all.find((name) => !committed.has(name));
  if (absent !== undefined)
    throw new UserError(
      t("{name} is in no commit yet, so there is nothing to go back to.", { name: absent }),
    );
  await must(["restore", "--source=HEAD", "--staged", "--worktree", ...FROM_INPUT], {
    cwd: root,
    input: names,
  });
}
