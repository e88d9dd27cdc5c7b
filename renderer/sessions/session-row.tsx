/** One session on the page of sessions, with what can be done with it. */
import { type KeyboardEvent, useState } from "react";
import type { SessionEntry } from "../../preload/contract/requests";
import { EXPORT_EXTENSIONS, type ExportFormat, exportTranscript } from "../../preload/transcript/export";
import { byteSize } from "../../preload/transcript/quantities";
import type { Transcript } from "../../preload/transcript/transcript";
import { tandem } from "../bridge";
import { shortPath } from "../editor/paths";
import type { OutputPlace } from "../kernels/unseen";
import { endWord } from "../shell/pane/kernel-actions";
import { BarButton } from "../shell/pane/shell-bars";
import { facts } from "../workbench/app";
import { findInTranscript } from "./find-in-transcript";
import { exportName, readSession } from "./read-session";
import { ageOf } from "./session-ages";

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
  { format: "text", title: "Text" },
  { format: "html", title: "HTML" },
  { format: "ipynb", title: "Notebook" },
];

const STATES = { running: "running", closed: "ended", unusable: "unusable" } as const;

export function SessionRow({ entry, current, onFocus, open, remove, attempt }: SessionRowProps) {
  const [panel, setPanel] = useState<"search" | "export" | "remove" | null>(null);
  const { name, kernelId, cwd, created, ended, bytes, state, sentence } = entry;
  const usable = state !== "unusable";
  const removeWord = state === "running" ? endWord(entry) : "Delete";
  const now = Date.now();
  const age =
    ended === null
      ? ageOf(created, now)
      : `ended ${ageOf(ended, now)} ago`.replace("just now ago", "just now");

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
        <span role="gridcell" title={new Date(created).toLocaleString()}>
          {age}
        </span>
        <span role="gridcell">{byteSize(bytes)}</span>
        <span role="gridcell" className={`session-state ${state}`} title={sentence}>
          {STATES[state]}
        </span>
        <span role="gridcell" className="session-actions">
          {usable ? (
            <>
              <BarButton run={() => open()}>Open</BarButton>
              <BarButton run={() => toggle("search")}>Search</BarButton>
              <BarButton run={() => toggle("export")}>Export</BarButton>
            </>
          ) : null}
          <BarButton run={() => setPanel("remove")}>{removeWord}</BarButton>
        </span>
      </div>
      {sentence && !usable ? <p className="session-panel muted">{sentence}</p> : null}
      {panel === "remove" ? (
        <div className="session-panel" role="alert">
          <span>
            {state === "running"
              ? entry.joined
                ? "Leave its kernel? It goes on where it was started; what it printed here is kept."
                : "Shut its kernel down? Its variables are lost; what it printed is kept."
              : "Delete this session? What it printed is lost."}
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
          <BarButton run={() => setPanel(null)}>Cancel</BarButton>
        </div>
      ) : null}
      {panel === "export" ? (
        <div className="session-panel">
          <span>Export as</span>
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
  const suggestion = exportName(name, cwd, created, EXPORT_EXTENSIONS[format]);
  const path = await tandem.request("files.pickSave", { suggestion });
  if (path === null) return;
  const text = exportTranscript(await readSession(id), format, { name, language });
  await tandem.request("files.write", { path, text, encoding: "utf8", eol: "\n", expected: null });
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
        aria-label={`Search in ${entry.name}`}
        placeholder="Text in code or output"
        autoFocus
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          void read();
        }}
      />
      <span className="muted" role="status">
        {reading
          ? "Reading …"
          : transcript && text
            ? `${found.length} ${found.length === 1 ? "line" : "lines"}`
            : ""}
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
