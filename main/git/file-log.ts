/** The commits that have changed one file, and what it was in each, by the user's own git. */
import { randomUUID } from "node:crypto";
import { dirname } from "node:path";
import { type FileCommit, MOST_COMMITS } from "../../preload/contract/git";
import { committedFile, nameIn, topFolder } from "./repository";
import { gitProblem, runGit } from "./run-git";

/** A long history is followed through its renames for so long, in ms. */
const LOG_MS = 60_000;
const MOST_BYTES = 8 * 1024 * 1024;
/** Longest subject and author that are told, in UTF-16 units. */
const MOST_CHARS = 500;

/**
 * The newest commits that changed a file, also under earlier names; none where it is in no repository.
 * @throws UserError with git's own words
 */
export async function fileLog(path: string): Promise<FileCommit[]> {
  const place = await placeOf(path);
  if (!place) return [];
  // What parts the fields no message can have in it.
  const mark = randomUUID();
  const format = `--format=${["%H", "%at", "%an", "%s"].map((field) => mark + field).join("")}`;
  const answer = await runGit(
    [
      ...["log", "--follow", "-z", "--name-only", `--max-count=${MOST_COMMITS}`, format],
      // What the repository's configuration would have it start.
      ...["--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color"],
      ...["--", place.name],
    ],
    { cwd: place.root, timeMs: LOG_MS, mostBytes: MOST_BYTES },
  );
  // Before the first commit there is no head to begin with.
  if (answer.code !== 0 && !answer.cut) {
    if (answer.words.includes("does not have any commits yet")) return [];
    throw gitProblem(answer);
  }
  return readFileLog(answer.printed.toString("utf8"), mark);
}

/** Reads what git prints with `-z` and `--name-only`: four fields behind a mark each, and behind the last the name. */
function readFileLog(printed: string, mark: string): FileCommit[] {
  const fields = printed.split(mark);
  const found: FileCommit[] = [];
  for (let at = 1; at + 3 < fields.length; at += 4) {
    const [commit = "", seconds = "", author = "", rest = ""] = fields.slice(at, at + 4);
    const [subject = "", ...names] = rest.split("\0");
    const name = names.join("").replace(/^\n/, "");
    // A merge that changed nothing of it has no name.
    if (!/^[0-9a-f]{40,64}$/.test(commit) || name === "" || name.length > 4096) continue;
    const time = Number(seconds) * 1000 || 0;
    const [by, said] = [author, subject].map((text) => text.slice(0, MOST_CHARS)) as [string, string];
    found.push({ commit, name, time, author: by, subject: said });
  }
  return found;
}

/** The bytes of a file in one of its commits. @param name what it was called there, as `fileLog` tells */
export async function bytesInCommit(
  path: string,
  { commit, name }: Pick<FileCommit, "commit" | "name">,
): Promise<Buffer | undefined> {
  const place = await placeOf(path);
  return place && committedFile(place.root, commit, name);
}

async function placeOf(path: string): Promise<{ readonly root: string; readonly name: string } | undefined> {
  const root = await topFolder(dirname(path)).catch(() => undefined);
  const name = root === undefined ? undefined : await nameIn(root, path);
  return root === undefined || name === undefined ? undefined : { root, name };
}
