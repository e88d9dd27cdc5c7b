/** The page of all sessions, those that run and those that ended: open, search, export, delete, clean up. */
import "./sessions.css";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import type { SessionEntry } from "../../preload/contract/requests";
import { byteSize } from "../../preload/transcript/quantities";
import { tandem } from "../bridge";
import type { OutputPlace } from "../kernels/unseen";
import { Icon } from "../look/icons";
import { shutDownSession } from "../shell/pane/kernel-actions";
import { Bar, BarButton } from "../shell/pane/shell-bars";
import { windowShells } from "../shell/pane/window-shells";
import { useStore } from "../store";
import { sentenceOf } from "../workbench/notices";
import { CLEAN_UP_AGES, olderThan } from "./session-ages";
import { SessionRow } from "./session-row";
import { sessionsOpen } from "./sessions-state";

export function SessionsPage() {
  return useStore(sessionsOpen) ? <Page /> : null;
}

/** All sessions, newest first; asked for again whenever something about sessions changes. */
function useSessions(onFailure: (sentence: string) => void) {
  const [entries, setEntries] = useState<readonly SessionEntry[] | null>(null);
  const look = useCallback(async () => {
    try {
      setEntries((await tandem.request("sessions.all")).toSorted((a, b) => b.created - a.created));
    } catch (error) {
      onFailure(sentenceOf(error));
    }
  }, [onFailure]);
  useEffect(() => {
    void look();
    return tandem.on("sessions.changed", () => void look());
  }, [look]);
  return { entries, look };
}

function Page() {
  const page = useRef<HTMLDivElement>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const { entries, look } = useSessions(setFailure);
  const [active, setActive] = useState<string | null>(null);
  const before = useRef<Element | null>(null);
  const current = entries?.find(({ id }) => id === active) ?? entries?.[0];

  const close = () => {
    sessionsOpen.set(false);
    if (before.current instanceof HTMLElement) before.current.focus();
  };
  const isThere = entries !== null;
  useEffect(() => {
    before.current ??= document.activeElement;
    if (isThere)
      (page.current?.querySelector<HTMLElement>("[role=row][tabindex='0']") ?? page.current)?.focus();
  }, [isThere]);

  const attempt = async (work: () => Promise<unknown>) => {
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    await look();
  };
  const open = (entry: SessionEntry, place?: OutputPlace) =>
    attempt(async () => {
      const shells = windowShells();
      before.current = null;
      const opened = entry.state === "running" ? shells.reopen(entry.id) : shells.openClosed(entry.id);
      const shell = await opened;
      if (place) shell.wanted.set(place);
      sessionsOpen.set(false);
    });
  const remove = (entry: SessionEntry) =>
    attempt(() =>
      entry.state === "running"
        ? shutDownSession(entry.id)
        : tandem.request("sessions.delete", { id: entry.id }),
    );
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") return close();
    const target = event.target as Element;
    if (target.getAttribute("role") !== "row") return;
    const rows = [...(page.current?.querySelectorAll<HTMLElement>("[role=row][tabindex]") ?? [])];
    const at = rows.indexOf(target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(rows.length - 1, to))]?.focus();
  };

  return (
    <div
      ref={page}
      className="full-page"
      role="region"
      aria-label="Sessions"
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className="full-page-head">
        <h1>Sessions</h1>
        {entries ? <span className="muted">{summary(entries)}</span> : null}
        <CleanUp entries={entries ?? []} attempt={attempt} />
        <button
          type="button"
          className="icon-button"
          aria-label="Close sessions"
          title="Close"
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      {failure ? (
        <div role="alert">
          <Bar level="error" actions={<BarButton run={() => setFailure(null)}>Dismiss</BarButton>}>
            {failure}
          </Bar>
        </div>
      ) : null}
      {entries && entries.length === 0 ? (
        <p className="muted sessions-none">
          There are no sessions yet. Whatever a kernel prints is kept as a session, also when its window is
          closed.
        </p>
      ) : null}
      {entries && entries.length > 0 ? (
        <div role="grid" aria-label="All sessions" className="sessions-list">
          <div role="row" className="session-row session-titles">
            {["Name", "Kernel", "Folder", "Age", "Size", "State", "Actions"].map((title) => (
              <span key={title} role="columnheader">
                {title}
              </span>
            ))}
          </div>
          {entries.map((entry) => (
            <SessionRow
              key={entry.id}
              entry={entry}
              current={entry === current}
              onFocus={() => setActive(entry.id)}
              open={(place) => void open(entry, place)}
              remove={() => void remove(entry)}
              attempt={attempt}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function summary(entries: readonly SessionEntry[]): string {
  const running = entries.filter(({ state }) => state === "running").length;
  const size = byteSize(entries.reduce((sum, { bytes }) => sum + bytes, 0));
  return `${running} running, ${entries.length - running} ended, ${size}`;
}

function CleanUp({
  entries,
  attempt,
}: {
  readonly entries: readonly SessionEntry[];
  readonly attempt: (work: () => Promise<unknown>) => Promise<void>;
}) {
  const [age, setAge] = useState<(typeof CLEAN_UP_AGES)[number]>(CLEAN_UP_AGES[2]);
  const [asking, setAsking] = useState(false);
  const open = new Set(useStore(windowShells().shells).map(({ session }) => session));
  const old = olderThan(entries, age.ms, Date.now(), open);
  const size = byteSize(old.reduce((sum, { bytes }) => sum + bytes, 0));
  const clean = async () => {
    setAsking(false);
    await attempt(async () => {
      for (const { id } of old) await tandem.request("sessions.delete", { id });
    });
  };
  if (asking) {
    return (
      <span className="clean-up">
        <span>
          Delete {old.length} {old.length === 1 ? "session" : "sessions"}, {size}? Their output is lost.
        </span>
        <BarButton primary run={() => void clean()}>
          Delete
        </BarButton>
        <BarButton run={() => setAsking(false)}>Cancel</BarButton>
      </span>
    );
  }
  return (
    <span className="clean-up">
      <label>
        Ended{" "}
        <select
          value={age.id}
          onChange={(event) =>
            setAge(CLEAN_UP_AGES.find(({ id }) => id === event.target.value) ?? CLEAN_UP_AGES[2])
          }
        >
          {CLEAN_UP_AGES.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <button type="button" className="button" disabled={old.length === 0} onClick={() => setAsking(true)}>
        Clean up {old.length > 0 ? `${old.length}…` : ""}
      </button>
    </span>
  );
}
