/** What a window asks of Git: what is changed, what a file was, and committing or discarding chosen files. */
import * as v from "valibot";
import { nothing, path } from "./fields";
import { fileContent } from "./files";

/** More changed files are counted, but not named. */
export const MOST_CHANGES = 5_000;

export const gitState = v.picklist(["modified", "added", "deleted", "untracked", "conflict"]);
export type GitState = v.InferOutput<typeof gitState>;

/** One file that is not as in the last commit; an untracked folder as a whole ends with "/". */
export const gitChange = v.object({ path: v.string(), state: gitState });
export type GitChange = v.InferOutput<typeof gitChange>;

/** A repository as it stands. */
export const gitRepository = v.object({
  /** Its top folder. */
  root: v.string(),
  /** Null where the head is at no branch. */
  branch: v.nullable(v.string()),
  /** The head's commit; null before the first one. */
  commit: v.nullable(v.string()),
  /** Commits that only this side, and that only the other side of the branch has; null where there is no other side. */
  ahead: v.nullable(v.number()),
  behind: v.nullable(v.number()),
  /** By their full paths. */
  changes: v.array(gitChange),
  /** How many there are; `changes` has the first of them. */
  total: v.number(),
  /** Files of Git's own that are written when the head becomes another commit or branch, as far as they are there. */
  headFiles: v.array(path),
});
export type GitRepository = v.InferOutput<typeof gitRepository>;

/** No more of a file's commits are told. */
export const MOST_COMMITS = 200;

const commitName = v.pipe(v.string(), v.regex(/^[0-9a-f]{40,64}$/));
const nameThere = v.pipe(v.string(), v.minLength(1), v.maxLength(4096));

/** A commit that has changed a file. */
export const fileCommit = v.object({
  commit: commitName,
  /** What the file was called there, within the repository. */
  name: nameThere,
  /** When it was written, in ms since 1970. */
  time: v.number(),
  author: v.string(),
  /** The first line of its message. */
  subject: v.string(),
});
export type FileCommit = v.InferOutput<typeof fileCommit>;

const paths = v.pipe(v.array(path), v.minLength(1), v.maxLength(MOST_CHANGES));

export const gitRequests = {
  /**
   * The repository that a folder is in; null where there is none, or no git on this machine. It starts nothing but git,
   * whatever the repository's configuration says.
   */
  "git.status": { input: v.object({ folder: path }), output: v.nullable(gitRepository) },
  /** The newest commits that have changed a file, newest first; none where it is in no repository. */
  "git.log": { input: v.object({ path }), output: v.pipe(v.array(fileCommit), v.maxLength(MOST_COMMITS)) },
  /**
   * The text of a file in the last commit, or in the one of its log that is named, with "\n" at the line ends; null where it has none there, or where it is
   * binary or very large.
   */
  "git.committed": {
    input: v.object({
      path,
      encoding: fileContent.entries.encoding,
      at: v.exactOptional(v.object({ commit: commitName, name: nameThere })),
    }),
    output: v.nullable(v.string()),
  },
  /** Commits these files as they are on the disk, and nothing else. Resolves with the new commit's short name. */
  "git.commit": {
    input: v.object({
      folder: path,
      paths,
      message: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(20_000)),
    }),
    output: v.object({ commit: v.string() }),
  },
  /** Makes files what they are in the last commit. Files that are new to Git are refused. */
  "git.discard": { input: v.object({ folder: path, paths }), output: nothing },
} as const;
