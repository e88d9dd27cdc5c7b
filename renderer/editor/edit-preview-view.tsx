/** The changes that a rename would make, file by file: the user says which of them are made. */
import { useEffect, useId, useRef, useState } from "react";
import { t } from "../../preload/texts/texts";
import { focusEditor } from "../code/instance";
import { type EditPreview, openPreview } from "../code/language-server/edit-preview";
import { carryOut, type PlannedChange, type PlannedFile } from "../code/language-server/workspace-edit";
import { facts } from "../floor/app";
import { unawaited } from "../floor/failures";
import { sentenceOf } from "../floor/notices/notices";
import { folderOf, shortPath } from "../floor/paths";
import { useStore } from "../floor/store";
import "./edit-preview.css";

/** So much of a line stands on each side of a change, in UTF-16 units. */
const MOST_BEFORE = 40;
const MOST_AFTER = 60;

function ChangedLine({ change }: { readonly change: PlannedChange }) {
  const { range, line, text } = change;
  const before = line.slice(0, range.startColumn - 1).trimStart();
  const old = line.slice(range.startColumn - 1, range.endColumn - 1);
  const after = line.slice(range.endColumn - 1);
  return (
    <code className="edit-preview-line">
      {before.length > MOST_BEFORE ? `…${before.slice(-MOST_BEFORE)}` : before}
      <del>{old}</del>
      <ins>{text}</ins>
      {after.length > MOST_AFTER ? `${after.slice(0, MOST_AFTER)}…` : after}
    </code>
  );
}

interface FileProps {
  readonly file: PlannedFile;
  readonly left: ReadonlySet<PlannedChange>;
  readonly leave: (changes: readonly PlannedChange[], out: boolean) => void;
}

function FileChanges({ file, left, leave }: FileProps) {
  const { home } = useStore(facts);
  const taken = file.changes.filter((change) => !left.has(change)).length;
  const box = useRef<HTMLInputElement>(null);
  const some = taken > 0 && taken < file.changes.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = some;
  }, [some]);
  return (
    <li>
      <label className="edit-preview-file">
        <input
          ref={box}
          type="checkbox"
          aria-label={file.name}
          checked={taken > 0}
          onChange={(event) => leave(file.changes, !event.target.checked)}
        />
        <span>{file.name}</span>
        <span className="palette-detail">
          {[
            file.path === null ? "" : shortPath(folderOf(file.path), home),
            "path" in file.basis ? t("not open") : "",
          ]
            .filter(Boolean)
            .join(", ")}
        </span>
      </label>
      <ul className="list">
        {file.changes.map((change) => {
          const { startLineNumber, startColumn } = change.range;
          const line = String(startLineNumber);
          return (
            <li key={`${line}:${startColumn}`}>
              <label className="edit-preview-change">
                <input
                  type="checkbox"
                  aria-label={t("Line {line}: {text}", { line, text: change.line.trim() })}
                  checked={!left.has(change)}
                  onChange={(event) => leave([change], !event.target.checked)}
                />
                <span className="edit-preview-number">{line}</span>
                <ChangedLine change={change} />
              </label>
            </li>
          );
        })}
      </ul>
    </li>
  );
}

function Preview({ preview }: { readonly preview: EditPreview }) {
  const { title, plan, onDone } = preview;
  const dialog = useRef<HTMLDialogElement>(null);
  const [left, setLeft] = useState<ReadonlySet<PlannedChange>>(new Set());
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const textId = useId();
  const wanted = plan.files.flatMap(({ changes }) => changes.filter((change) => !left.has(change)));
  const files = plan.files.filter(({ changes }) => changes.some((change) => !left.has(change))).length;

  useEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>("[data-primary]")?.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before !== document.body) before.focus();
      // The box that the name was typed in is gone, or hidden.
      if (document.activeElement !== before || before === document.body) focusEditor();
    };
  }, []);

  const close = () => openPreview.set(null);
  const leave = (changes: readonly PlannedChange[], out: boolean) =>
    setLeft((now) => {
      const next = new Set(now);
      for (const change of changes) {
        if (out) next.add(change);
        else next.delete(change);
      }
      return next;
    });
  const apply = async () => {
    setBusy(true);
    try {
      const done = await carryOut(plan, (change) => !left.has(change));
      close();
      onDone(done);
    } catch (error) {
      setProblem(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <dialog
      ref={dialog}
      className="dialog popup edit-preview"
      aria-label={title}
      aria-describedby={textId}
      onCancel={(event) => {
        event.preventDefault();
        if (!busy) close();
      }}
    >
      <h2>{title}</h2>
      <p id={textId}>{t("{count} changes in {files} files", { count: wanted.length, files })}</p>
      <ul className="list edit-preview-files" aria-label={t("Files to change")}>
        {plan.files.map((file) => (
          <FileChanges key={file.path ?? file.name} file={file} left={left} leave={leave} />
        ))}
      </ul>
      {problem ? (
        <p className="edit-preview-problem" role="alert">
          {problem}
        </p>
      ) : null}
      <div className="dialog-choices">
        <button
          type="button"
          className="button primary"
          data-primary=""
          disabled={busy || wanted.length === 0}
          onClick={() => unawaited("applying the edits", apply())}
        >
          {t("Rename")}
        </button>
        <button type="button" className="button" disabled={busy} onClick={close}>
          {t("Cancel")}
        </button>
      </div>
    </dialog>
  );
}

export function EditPreviewView() {
  const preview = useStore(openPreview);
  return preview ? <Preview preview={preview} /> : null;
}
