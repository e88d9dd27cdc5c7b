/** Timeline: what the file in front was with each save and each run; a version is compared with now, or comes back. */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { FileVersion } from "../../../preload/contract/local-history";
import { t } from "../../../preload/texts/texts";
import { activeDocument, type Document, isReadOnly } from "../../code/documents";
import { smallestEdits } from "../../code/smallest-edits";
import { asEdited } from "../../editor/diff/diff-commands";
import { openComparison } from "../../editor/diff/diff-page";
import { tandem } from "../../floor/bridge";
import { ask } from "../../floor/dialogs/dialogs";
import { unawaited } from "../../floor/failures";
import { Icon } from "../../floor/look/icons";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { useStore } from "../../floor/store";
import { dayAndTime } from "../../floor/time/time-of-day";
import "./timeline.css";
import { moveFocus } from "../../floor/lists/list-keys";
import { Commits } from "./commits";

const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

const reasonOf = ({ reason }: FileVersion) =>
  reason === "save"
    ? t("saved|version")
    : reason === "run"
      ? t("run|version")
      : t("before it was overwritten");

/** The text of a version as the editor has it. @throws Error with a sentence */
async function versionText(document: Document, path: string, { id }: FileVersion): Promise<string> {
  return asEdited(document, (await tandem.request("localHistory.read", { path, id })).text);
}

function compare(document: Document, path: string, version: FileVersion): void {
  const { name } = document.file.get();
  const time = dayAndTime(version.time, Date.now());
  openComparison({
    key: `version ${version.id} ${document.id}`,
    title: t("{name}: changes", { name }),
    language: document.model.getLanguageId(),
    before: {
      name: t("{name} as of {time}", { name, time }),
      text: () => versionText(document, path, version),
    },
    after: document,
  });
}

/** Makes the text what it was, as an edit that can be undone: what stays keeps its marks. */
async function restore(document: Document, path: string, version: FileVersion): Promise<void> {
  const text = await versionText(document, path, version);
  const { model } = document;
  if (model.isDisposed() || isReadOnly(document)) return;
  model.pushStackElement();
  model.pushEditOperations([], smallestEdits(model.getLinesContent(), text.split("\n")), () => null);
  model.pushStackElement();
}

/** The versions of a file, kept up to date; null until they are here. */
function useVersions(path: string | null) {
  const [versions, setVersions] = useState<readonly FileVersion[] | null>(null);
  useEffect(() => {
    setVersions(null);
    if (path === null) return;
    let gone = false;
    const look = async () => {
      const found = await tandem.request("localHistory.list", { path });
      if (!gone) setVersions(found);
    };
    const lookNow = () => unawaited("listing versions", look().catch(tell));
    lookNow();
    const stop = tandem.on("localHistory.kept", (kept) => {
      if (kept.path === path) lookNow();
    });
    return () => {
      gone = true;
      stop();
    };
  }, [path]);
  return { versions, setVersions };
}

export function Timeline() {
  const document = useStore(activeDocument);
  if (!document) return <p className="tool-nothing">{t("No file is in front.")}</p>;
  return <Versions key={document.id} document={document} />;
}

function Versions({ document }: { readonly document: Document }) {
  const { path, name } = useStore(document.file);
  const { versions, setVersions } = useVersions(path);
  const list = useRef<HTMLUListElement>(null);
  if (path === null)
    return <p className="tool-nothing">{t("A file has a history once it is saved under a name.")}</p>;
  if (versions === null) return null;
  const forget = async () => {
    const answer = await ask({
      name: t("Forget versions"),
      sentence: t("Delete all {count} versions of {name} that are kept?", { count: versions.length, name }),
      choices: [
        { id: "forget", label: t("Delete") },
        { id: "cancel", label: t("Cancel"), primary: true },
      ],
      cancel: "cancel",
    });
    if (answer !== "forget") return;
    await tandem.request("localHistory.forget", { path });
    setVersions([]);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    moveFocus(event, [...(list.current?.querySelectorAll<HTMLElement>(".row-open") ?? [])]);
  };
  if (versions.length === 0)
    return (
      <div className="tool-column">
        <p className="tool-nothing">
          {t("Each save and each run keeps what {name} was. None is kept yet.", { name })}
        </p>
        <Commits document={document} path={path} />
      </div>
    );
  return (
    <div className="tool-column">
      <div className="tool-bar">
        <span className="tool-path" title={path}>
          {name}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={t("Forget these versions…")}
          title={t("Forget these versions…")}
          onClick={() => unawaited("forgetting versions", forget().catch(tell))}
        >
          <Icon name="trash" />
        </button>
      </div>
      <ul ref={list} className="list" aria-label={t("Versions")} onKeyDown={onKeyDown}>
        {versions.map((version, at) => (
          <VersionRow
            key={version.id}
            version={version}
            tabIndex={at === 0 ? 0 : -1}
            compare={() => compare(document, path, version)}
            restore={
              isReadOnly(document)
                ? null
                : () => unawaited("restoring a version", restore(document, path, version).catch(tell))
            }
          />
        ))}
      </ul>
      <Commits document={document} path={path} />
    </div>
  );
}

interface VersionRowProps {
  readonly version: FileVersion;
  readonly tabIndex: 0 | -1;
  readonly compare: () => void;
  readonly restore: (() => void) | null;
}

function VersionRow({ version, tabIndex, compare, restore }: VersionRowProps) {
  const time = dayAndTime(version.time, Date.now());
  return (
    <li className="row version-row">
      <button type="button" className="row-open" tabIndex={tabIndex} onClick={compare}>
        <span className="version-time">{time}</span>
        <span className="version-reason">{reasonOf(version)}</span>
      </button>
      {restore ? (
        <button
          type="button"
          className="icon-button"
          aria-label={t("Restore the version of {time}", { time })}
          title={t("Restore")}
          onClick={restore}
        >
          <Icon name="restart" size={14} />
        </button>
      ) : null}
    </li>
  );
}
