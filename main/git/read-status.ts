/** What `git status --porcelain=v2 -z --branch` prints, read as it is. Pure. */
import { type GitChange, type GitState, MOST_CHANGES } from "../../preload/contract/git";

export interface ReadStatus {
  /** Null where the head is at no branch. */
  readonly branch: string | null;
  /** The head's commit; null before the first one. */
  readonly commit: string | null;
  /** Commits that the other side of the branch has not, and that only it has; null without one. */
  readonly ahead: number | null;
  readonly behind: number | null;
  /** The first of them, by their paths in the repository, parted by "/". */
  readonly changes: readonly GitChange[];
  /** How many there are. */
  readonly total: number;
}

/** How many fields stand before the path. */
const FIELDS = { "1": 8, "2": 9, u: 10 } as const;

/** @param printed its output, which may be cut off after any byte */
export function readStatus(printed: Buffer): ReadStatus {
  let branch: string | null = null;
  let commit: string | null = null;
  let ahead: number | null = null;
  let behind: number | null = null;
  const changes: GitChange[] = [];
  let total = 0;
  for (let from = 0, at = printed.indexOf(0); at >= 0; from = at + 1, at = printed.indexOf(0, from)) {
    const kind = String.fromCharCode(printed[from] ?? 0);
    if (kind === "#") {
      const [, name, value = "", more = ""] = printed.toString("utf8", from, at).split(" ");
      if (name === "branch.head") branch = value === "(detached)" ? null : value;
      if (name === "branch.oid") commit = value === "(initial)" ? null : value;
      if (name === "branch.ab") [ahead, behind] = [Number(value.slice(1)), Number(more.slice(1))];
      continue;
    }
    const skipped = kind === "?" ? 1 : FIELDS[kind as keyof typeof FIELDS];
    if (skipped === undefined) continue;
    total++;
    const kept = changes.length < MOST_CHANGES;
    const entry = kept ? printed.toString("utf8", from, at) : "";
    // Of a moved file its former path follows.
    if (kind === "2") at = Math.max(at, printed.indexOf(0, at + 1));
    if (kept) changes.push({ path: afterFields(entry, skipped), state: stateOf(kind, entry.slice(2, 4)) });
  }
  return { branch, commit, ahead, behind, changes, total };
}

/** The path may have blanks. */
function afterFields(entry: string, fields: number): string {
  let at = 0;
  for (let field = 0; field < fields; field++) at = entry.indexOf(" ", at) + 1;
  return entry.slice(at);
}

/** @param xy what the index, and what the file itself is to the commit */
function stateOf(kind: string, xy: string): GitState {
  if (kind === "?") return "untracked";
  if (kind === "u") return "conflict";
  if (xy[1] === "D" || (xy[0] === "D" && xy[1] === ".")) return "deleted";
  return xy[0] === "A" || (xy[0] === "." && xy[1] === "A") ? "added" : "modified";
}
