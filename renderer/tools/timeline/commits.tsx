/** The commits that have changed the file in front: each is compared with now. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { FileCommit } from "../../../preload/contract/git";
import { t } from "../../../preload/texts/texts";
import type { Document } from "../../code/documents";
import { asEdited } from "../../editor/diff/diff-commands";
import { openComparison } from "../../editor/diff/diff-page";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { moveFocus } from "../../floor/lists/list-keys";
import { sentenceOf } from "../../floor/notices/notices";
import { useStore } from "../../floor/store";
import { dayAndTime } from "../../floor/time/time-of-day";
import { gitView } from "../git/state";

interface Found {
  readonly commits: readonly FileCommit[];
  /** Why git could not tell them. */
  readonly problem: string | null;
}

/** Asked anew when the head is another commit; null until they are here. */
function useCommits(path: string): Found | null {
  const head = useStore(gitView).repository?.commit ?? null;
  const [found, setFound] = useState<Found | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another head has another log
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const now = await tandem.request("git.log", { path }).then(
        (commits) => ({ commits, problem: null }),
        (error: unknown) => ({ commits: [], problem: sentenceOf(error) }),
      );
      if (!gone) setFound(now);
    };
    unawaited("asking for the commits of a file", look());
    return () => {
      gone = true;
    };
  }, [path, head]);
  return found;
}

function compare(document: Document, path: string, commit: FileCommit): void {
  const { name, encoding } = document.file.get();
  openComparison({
    key: `commit ${commit.commit} ${document.id}`,
    title: t("{name}: changes", { name }),
    language: document.model.getLanguageId(),
    before: {
      name: t("{name} in {commit}", { name, commit: commit.commit.slice(0, 8) }),
      text: async () => {
        const at = { commit: commit.commit, name: commit.name };
        return asEdited(document, (await tandem.request("git.committed", { path, encoding, at })) ?? "");
      },
    },
    after: document,
  });
}

/** Nothing where no commit has changed it. */
export function Commits({ document, path }: { readonly document: Document; readonly path: string }) {
  const found = useCommits(path);
  const list = useRef<HTMLUListElement>(null);
  if (found?.problem) return <p className="tool-nothing">{found.problem}</p>;
  if (!found || found.commits.length === 0) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    moveFocus(event, [...(list.current?.querySelectorAll<HTMLElement>(".row-open") ?? [])]);
  };
  return (
    <>
      <h3 className="timeline-head">{t("Commits")}</h3>
      <ul ref={list} className="list" aria-label={t("Commits")} onKeyDown={onKeyDown}>
        {found.commits.map((commit, at) => (
          <li key={commit.commit} className="row version-row">
            <button
              type="button"
              className="row-open"
              tabIndex={at === 0 ? 0 : -1}
              title={`${commit.commit.slice(0, 8)} ${commit.author}`}
              onClick={() => compare(document, path, commit)}
            >
              <span className="version-time">{dayAndTime(commit.time, Date.now())}</span>
              <span className="version-reason">{commit.subject}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
