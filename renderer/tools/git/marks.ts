/** The marks of changed files, and of the folders that they are in. */
import type { GitRepository, GitState } from "../../../preload/contract/git";
import { type Text, t } from "../../../preload/texts/texts";
import type { FileMark, FileMarks } from "../../floor/file-marks";

const MARKS = {
  modified: { letter: "M", title: "changed since the last commit", tone: "changed" },
  added: { letter: "A", title: "new in the next commit", tone: "new" },
  deleted: { letter: "D", title: "deleted since the last commit", tone: "gone" },
  untracked: { letter: "U", title: "not known to Git", tone: "new" },
  conflict: { letter: "!", title: "changed on both sides", tone: "trouble" },
} as const satisfies Readonly<Record<GitState, Omit<FileMark, "title"> & { readonly title: Text }>>;

export function markOf(state: GitState): FileMark {
  const mark = MARKS[state];
  return { ...mark, title: t(mark.title) };
}

const parent = (path: string) => path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")));

/** The marks of a repository's files; none without one. */
export function marksOf(repository: GitRepository | null): FileMarks {
  const files = new Map<string, FileMark>();
  const whole: string[] = [];
  const folders = new Set<string>();
  for (const { path, state } of repository?.changes ?? []) {
    const isFolder = /[\\/]$/.test(path);
    const named = isFolder ? path.slice(0, -1) : path;
    files.set(named, markOf(state));
    if (isFolder) whole.push(path);
    for (let at = parent(named); at !== "" && !folders.has(at) && at !== repository?.root; at = parent(at))
      folders.add(at);
  }
  const within: FileMark = { letter: "•", title: t("holds changed files"), tone: "changed" };
  return {
    of: (path) =>
      files.get(path) ??
      (folders.has(path) ? within : undefined) ??
      (whole.some((folder) => path.startsWith(folder)) ? markOf("untracked") : undefined),
  };
}
