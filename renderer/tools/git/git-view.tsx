/** Git: the changed files of the repository; chosen ones are committed with a message, or go back to the last commit. */
import { useEffect, useId, useState } from "react";
import type { GitChange, GitRepository } from "../../../preload/contract/git";
import { t } from "../../../preload/texts/texts";
import { documentOfPath, documents } from "../../code/documents";
import { inTurn } from "../../editor/document-turns";
import { reload, save } from "../../editor/saving";
import { tandem } from "../../floor/bridge";
import { ask } from "../../floor/dialogs/dialogs";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { baseName } from "../../floor/paths";
import { useStore } from "../../floor/store";
import { ChangeRow } from "./change-row";
import { gitView, refreshGit } from "./state";

/** More are counted. */
const MOST_ROWS = 1_000;

/** What was done is told for so long, in ms. */
const TOLD_MS = 8_000;

const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

/** Unsaved text among the chosen files: it is saved first, or not committed. False when nothing is to be done. */
async function settle(paths: readonly string[]): Promise<boolean> {
  const unsaved = documents.get().filter((one) => {
    const { path } = one.file.get();
    return one.modified.get() && path !== null && paths.includes(path);
  });
  if (unsaved.length === 0) return true;
  const answer = await ask({
    name: t("Unsaved changes"),
    sentence: t(
      "{count} of these files have changes that are not saved, and would be missing in the commit.",
      {
        count: unsaved.length,
      },
    ),
    details: unsaved.map((one) => one.file.get().name),
    choices: [
      { id: "save", label: t("Save and commit"), primary: true },
      { id: "as is", label: t("Commit what is saved") },
      { id: "cancel", label: t("Cancel") },
    ],
    cancel: "cancel",
  });
  if (answer === "cancel") return false;
  for (const one of unsaved) if (answer === "save" && !(await save(one))) return false;
  return true;
}

/** @returns what was done, a sentence; null where nothing was */
async function commit(
  { root }: GitRepository,
  paths: readonly string[],
  message: string,
): Promise<string | null> {
  try {
    if (!(await settle(paths))) return null;
    const made = await tandem.request("git.commit", { folder: root, paths: [...paths], message });
    return t("Committed {count} files as {commit}.", { count: paths.length, commit: made.commit });
  } catch (error) {
    tell(error);
    return null;
  } finally {
    await refreshGit();
  }
}

async function discard({ root }: GitRepository, { path }: GitChange): Promise<void> {
  const name = baseName(path);
  const answer = await ask({
    name: t("Discard changes"),
    sentence: t("Make {name} what it is in the last commit? What is changed in it is gone.", { name }),
    choices: [
      { id: "discard", label: t("Discard") },
      { id: "cancel", label: t("Cancel"), primary: true },
    ],
    cancel: "cancel",
  });
  if (answer !== "discard") return;
  const discarded = () => tandem.request("git.discard", { folder: root, paths: [path] });
  const document = documentOfPath(path);
  // In the file's turn: what the disk tells of it after that is known already, and nobody is asked what counts.
  const done = document
    ? inTurn(document, async () => {
        await discarded();
        await reload(document);
      })
    : discarded();
  await done.catch(tell);
  await refreshGit();
}

export function GitView() {
  const { repository, problem } = useStore(gitView);
  if (problem !== null) return <p className="tool-nothing">{problem}</p>;
  if (!repository)
    return (
      <p className="tool-nothing">{t("The open folder is in no Git repository, or there is no git here.")}</p>
    );
  return <Repository key={repository.root} repository={repository} />;
}

function Repository({ repository }: { readonly repository: GitRepository }) {
  const { changes, total, root } = repository;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [message, setMessage] = useState("");
  const [working, setWorking] = useState(false);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), TOLD_MS);
    return () => clearTimeout(timer);
  }, [said]);
  const paths = changes.map(({ path }) => path).filter((path) => chosen.has(path));
  const ready = paths.length > 0 && message.trim() !== "" && !working;
  const messageId = useId();
  const go = async () => {
    setWorking(true);
    const done = await commit(repository, paths, message);
    setWorking(false);
    if (done === null) return;
    setSaid(done);
    setMessage("");
    setChosen(new Set());
  };
  const choose = (path: string, on: boolean) =>
    setChosen((now) => new Set(on ? [...now, path] : [...now].filter((one) => one !== path)));
  const shown = changes.slice(0, MOST_ROWS);
  return (
    <div className="tool-column git-column">
      <ul className="list" aria-label={t("Changed files")}>
        {shown.map((change) => (
          <ChangeRow
            key={change.path}
            change={change}
            root={root}
            chosen={chosen.has(change.path)}
            choose={(on) => choose(change.path, on)}
            discard={() => unawaited("discarding changes", discard(repository, change))}
          />
        ))}
        {total === 0 ? (
          <li className="tool-nothing">{t("Nothing is changed since the last commit.")}</li>
        ) : null}
        {total > shown.length ? (
          <li className="tool-nothing">
            {t("{count} more are not listed.", { count: total - shown.length })}
          </li>
        ) : null}
      </ul>
      <form
        className="git-commit"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) unawaited("committing", go());
        }}
      >
        <p role="status" className="git-said">
          {said}
        </p>
        <label htmlFor={messageId} className="out-of-sight">
          {t("Message of the commit")}
        </label>
        <textarea
          id={messageId}
          value={message}
          placeholder={t("Message of the commit")}
          onChange={(event) => setMessage(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && ready)
              unawaited("committing", go());
          }}
        />
        <button type="submit" className="button primary" disabled={!ready}>
          {paths.length > 0 ? t("Commit {count} files", { count: paths.length }) : t("Commit|do")}
        </button>
      </form>
    </div>
  );
}

/** The branch, for the status bar: it leads to the tool. */
export function BranchItem({ open }: { readonly open: () => void }) {
  const { repository } = useStore(gitView);
  if (!repository) return null;
  const { branch, commit, ahead, behind, total } = repository;
  const name = branch ?? commit?.slice(0, 7) ?? "";
  const apart = [ahead ? `↑${ahead}` : "", behind ? `↓${behind}` : ""].filter(Boolean).join(" ");
  return (
    <button
      type="button"
      className="status-part git-branch"
      aria-label={t("Branch {name}, {count} changed files", { name, count: total })}
      title={t("Branch {name}, {count} changed files", { name, count: total })}
      onClick={open}
    >
      <Icon name="branch" size={12} /> {name}
      {total > 0 ? "*" : ""} {apart}
    </button>
  );
}
