import { expect, it } from "vitest";
import { MOST_CHANGES } from "../../preload/contract/git";
import { readStatus } from "./read-status";

const read = (...entries: string[]) => readStatus(Buffer.from(entries.map((entry) => `${entry}\0`).join("")));
const ordinary = (xy: string, path: string) => `1 ${xy} N... 100644 100644 100644 aaaa bbbb ${path}`;

it("reads branch, head and what is changed, with names as they are", () => {
  expect(
    read(
      "# branch.oid 0123",
      "# branch.head fit new",
      "# branch.upstream origin/main",
      "# branch.ab +2 -1",
      ordinary(".M", "a b.py"),
      ordinary("M.", 'say "hi"\n.py'),
      ordinary("A.", "ä/new.py"),
      ordinary(".D", "gone.py"),
      ordinary("D.", "gone too.py"),
      "2 R. N... 100644 100644 100644 aaaa bbbb R100 to.py",
      "1 from.py",
      "u UU N... 100644 100644 100644 100644 aaaa bbbb cccc both sides.py",
      "? out/",
      "! ignored.py",
    ),
  ).toEqual({
    branch: "fit",
    commit: "0123",
    ahead: 2,
    behind: 1,
    total: 8,
    changes: [
      { path: "a b.py", state: "modified" },
      { path: 'say "hi"\n.py', state: "modified" },
      { path: "ä/new.py", state: "added" },
      { path: "gone.py", state: "deleted" },
      { path: "gone too.py", state: "deleted" },
      { path: "to.py", state: "modified" },
      { path: "both sides.py", state: "conflict" },
      { path: "out/", state: "untracked" },
    ],
  });
});

it("knows a repository without a commit, and a head at no branch", () => {
  expect(read("# branch.oid (initial)", "# branch.head main")).toMatchObject({
    branch: "main",
    commit: null,
  });
  expect(read("# branch.oid 0123", "# branch.head (detached)")).toMatchObject({ branch: null, ahead: null });
});

it("names so many, counts all, and passes over what was cut off or is of no known form", () => {
  const many = read(...Array.from({ length: MOST_CHANGES + 10 }, (_, at) => `? ${at}`), "x", "");
  expect([many.changes.length, many.total]).toEqual([MOST_CHANGES, MOST_CHANGES + 10]);
  expect(readStatus(Buffer.from("? a.py\0? b."))).toMatchObject({ total: 1 });
});
