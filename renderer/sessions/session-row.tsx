/** One session on the page of sessions, with what can be done with it. */

import { type KeyboardEvent, useState } from "react";
import type { SessionEntry } from "../../preload/contract/sessions";
import { locale } from "../../preload/texts/language";
import { translated } from "../../preload/texts/log-sentences";
import { t } from "../../preload/texts/texts";
import { type ExportFormat, exportExtension, exportTranscript } from "../../preload/transcript/export";
import { byteSize } from "../../preload/transcript/quantities";
import type { Transcript } from "../../preload/transcript/transcript";
import { facts } from "../floor/app";
import { BarButton } from "../floor/bar";
import { tandem } from "../floor/bridge";
import { unawaited } from "../floor/failures";
import { shortPath } from "../floor/paths";
import { endWord } from "../kernels/kernel-actions";
import { readSession } from "../kernels/read-session";
import type { OutputPlace } from "../kernels/unseen";
import { exportName } from "../shell/whole-log/export-name";
import { writeLong } from "../shell/whole-log/written-file";
import { findInTranscript } from "./find-in-transcript";
import { ageOf, isJustNow } from "./session-ages";

interface SessionRowProps {
  readonly entry: SessionEntry;
  /** It is the one that Tab reaches. */
  readonly current: boolean;
  readonly onFocus: () => void;
  /** Opens it, at a line where one is named. */
  readonly open: (place?: OutputPlace) => void;
  /** Ends a running one, deletes another. */
  readonly remove: () => void;
  /** Does work whose failure the page shows. */
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}

const FORMATS: readonly { readonly format: ExportFormat; readonly title: string }[] = [
  { format: "text", title: t("Text") },
  { format: "html", title: "HTML" },
  { format: "pdf", title: "PDF" },
  { format: "markdown", title: "Markdown" },
  { format: "ipynb", title: "Notebook" },
  { format: "script", title: t("Script") },
];

const STATES = { running: t("running"), closed: t("ended"), unusable: t("unusable") } as const;

export function SessionRow({ entry, current, onFocus, open, remove, attempt }: SessionRowProps) {
  const [panel, setPanel] = useState<"search" | "export" | "remove" | null>(null);
  const { name, kernelId, cwd, created, ended, bytes, state, sentence, kernelGone } = entry;
  const usable = state !== "unusable";
  const removeWord = state === "running" ? endWord(entry) : t("Delete");
  const now = Date.now();
  const age =
    ended === null
      ? ageOf(created, now)
      : isJustNow(ended, now)
        ? t("ended just now")
        : t("ended {age} ago", { age: ageOf(ended, now, true) });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && panel) {
      event.stopPropagation();
      setPanel(null);
    }
    if ((event.target as Element).getAttribute("role") !== "row") return;
    if (event.key === "Enter" && usable) open();
    else if (event.key === "Delete") setPanel("remove");
    else return;
    event.preventDefault();
  };
  const toggle = (which: typeof panel) => setPanel(panel === which ? null : which);

  return (
    <div className="session" onKeyDown={onKeyDown}>
      <div
        role="row"
        aria-label={name}
        className="session-row"
        tabIndex={current ? 0 : -1}
        data-state={state}
        onFocus={onFocus}
        onDoubleClick={() => {
          if (usable) open();
        }}
      >
        <span role="gridcell" className="session-name">
          {name}
        </span>
        <span role="gridcell" title={kernelId}>
          {kernelId.replace(/^(?:spec|python):/, "").replace(/^.*[\\/](?=[^\\/]+$)/, "")}
        </span>
        <span role="gridcell" title={cwd}>
          {shortPath(cwd, facts.get().home)}
        </span>
        <span role="gridcell" title={new Date(created).toLocaleString(locale())}>
          {age}
        </span>
        <span role="gridcell">{byteSize(bytes)}</span>
        <span role="gridcell" className={`session-state ${state}`} title={sentence && translated(sentence)}>
          {kernelGone ? t("kernel ended") : STATES[state]}
        </span>
        <span role="gridcell" className="session-actions">
          {usable ? (
            <>
              <BarButton run={() => open()}>{t("Open")}</BarButton>
              <BarButton run={() => toggle("search")}>{t("Search")}</BarButton>
              <BarButton run={() => toggle("export")}>{t("Export")}</BarButton>
            </>
          ) : null}
          <BarButton run={() => setPanel("remove")}>{removeWord}</BarButton>
        </span>
      </div>
      {sentence && !usable ? <p className="session-panel muted">{translated(sentence)}</p> : null}
      {panel === "remove" ? (
        <div className="session-panel" role="alert">
          <span>
            {state === "running"
              ? entry.joined
                ? t("Leave its kernel? It goes on where it was started; what it printed here is kept.")
                : t("Shut its kernel down? Its variables are lost; what it printed is kept.")
              : t("Delete this session? What it printed is lost.")}
          </span>
          <button
            type="button"
            className="button primary"
            autoFocus
            onClick={() => {
              setPanel(null);
              remove();
            }}
          >
            {removeWord}
          </button>
          <BarButton run={() => setPanel(null)}>{t("Cancel")}</BarButton>
        </div>
      ) : null}
      {panel === "export" ? (
        <div className="session-panel">
          <span>{t("Export as")}</span>
          {FORMATS.map(({ format, title }) => (
            <BarButton key={format} run={() => void attempt(() => exportSession(entry, format))}>
              {title}
            </BarButton>
          ))}
        </div>
      ) : null}
      {panel === "search" ? <Search entry={entry} open={open} attempt={attempt} /> : null}
    </div>
  );
}

async function exportSession(entry: SessionEntry, format: ExportFormat): Promise<void> {
  const { id, name, cwd, created, language } = entry;
  const suggestion = exportName(name, cwd, created, exportExtension(format, language));
  const path = await tandem.request("files.pickSave", { suggestion });
  if (path === null) return;
  const text = exportTranscript(await readSession(id), format, { name, language });
  await writeLong(path, [text], format === "pdf");
}

/** Finds text in the transcript, which is read when the first search begins. */
function Search({ entry, open, attempt }: Pick<SessionRowProps, "entry" | "open" | "attempt">) {
  const [text, setText] = useState("");
  const [transcript, setTranscript] = useState<Transcript | null>(null);
  const [reading, setReading] = useState(false);
  const read = async () => {
    if (transcript || reading) return;
    setReading(true);
    await attempt(async () => setTranscript(await readSession(entry.id)));
    setReading(false);
  };
  const found = transcript ? findInTranscript(transcript, text) : [];
  return (
    <div className="session-panel session-search">
      <input
        type="search"
        aria-label={t("Search in {name}", { name: entry.name })}
        placeholder={t("Text in code or output")}
        autoFocus
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          unawaited("reading what a session printed", read());
        }}
      />
      <span className="muted" role="status">
        {reading ? t("Reading …") : transcript && text ? t("{count} lines", { count: found.length }) : ""}
      </span>
      {found.length > 0 ? (
        <ol className="session-found">
          {found.map((line) => (
            <li key={line.id}>
              <button type="button" className="found-line" onClick={() => open(line.place)}>
                <span className="muted">{line.prompt}</span> {line.text}
              </button>
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}
