/** The page of all sessions, those that run and those that ended: open, search, export, delete, clean up. */
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import "./sessions.css";
import { type KeyboardEvent, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { SessionEntry } from "../../preload/contract/sessions";
import { byteSize } from "../../preload/transcript/quantities";
import { Bar, BarButton } from "../floor/bar";
import { tandem } from "../floor/bridge";
import { moveFocus } from "../floor/lists/list-keys";
import { Icon } from "../floor/look/icons";
import { sentenceOf } from "../floor/notices/notices";
import { useLeftForWhatIsBehind } from "../floor/pages/covering-page";
import { useStore } from "../floor/store";
import { Text } from "../floor/text";
import { shutDownSession } from "../kernels/kernel-actions";
import type { OutputPlace } from "../kernels/unseen";
import { windowShells } from "../kernels/window-shells";
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
    unawaited("looking for sessions", look());
    return tandem.on("sessions.changed", () => unawaited("looking for sessions", look()));
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
  useLeftForWhatIsBehind(page, () => sessionsOpen.set(false));
  // Keys are the page's from the moment at which it is seen, also while main still looks for the sessions.
  useLayoutEffect(() => {
    before.current = document.activeElement;
    page.current?.focus();
  }, []);
  const isThere = entries !== null;
  useEffect(() => {
    if (isThere && document.activeElement === page.current)
      page.current?.querySelector<HTMLElement>("[role=row][tabindex='0']")?.focus();
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
    moveFocus(event, rows);
  };

  return (
    <div
      ref={page}
      className="full-page"
      role="region"
      aria-label={t("Sessions")}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <header className="full-page-head">
        <h1>{t("Sessions")}</h1>
        {entries ? <span className="muted">{summary(entries)}</span> : null}
        <CleanUp entries={entries ?? []} attempt={attempt} />
        <button
          type="button"
          className="icon-button"
          aria-label={t("Close sessions")}
          title={t("Close")}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      {failure ? (
        <div role="alert">
          <Bar level="error" actions={<BarButton run={() => setFailure(null)}>{t("Dismiss")}</BarButton>}>
            {failure}
          </Bar>
        </div>
      ) : null}
      {entries && entries.length === 0 ? (
        <p className="muted sessions-none">
          {t(
            "There are no sessions yet. Whatever a kernel prints is kept as a session, also when its window is closed.",
          )}
        </p>
      ) : null}
      {entries && entries.length > 0 ? (
        <div role="grid" aria-label={t("All sessions")} className="sessions-list">
          <div role="row" className="session-row session-titles">
            {[t("Name"), t("Kernel"), t("Folder"), t("Age"), t("Size"), t("State"), t("Actions")].map(
              (title) => (
                <span key={title} role="columnheader">
                  {title}
                </span>
              ),
            )}
          </div>
          {entries.map((entry) => (
            <SessionRow
              key={entry.id}
              entry={entry}
              current={entry === current}
              onFocus={() => setActive(entry.id)}
              open={(place) => unawaited("opening a session", open(entry, place))}
              remove={() => unawaited("deleting a session", remove(entry))}
              attempt={attempt}
            />
          ))}
        </div>
      ) : null}
    </div>
  );
}

function summary(entries: readonly SessionEntry[]): string {
  const running = entries.filter(({ state, kernelGone }) => state === "running" && !kernelGone).length;
  const size = byteSize(entries.reduce((sum, { bytes }) => sum + bytes, 0));
  return t("{running} running, {ended} ended, {size}", {
    running,
    ended: entries.length - running,
    size,
  });
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
          {t("Delete {count} sessions, {size}? Their output is lost.", { count: old.length, size })}
        </span>
        <BarButton primary run={() => unawaited("deleting old sessions", clean())}>
          {t("Delete")}
        </BarButton>
        <BarButton run={() => setAsking(false)}>{t("Cancel")}</BarButton>
      </span>
    );
  }
  return (
    <span className="clean-up">
      <label>
        <Text
          of="Ended {age}"
          values={{
            age: (
              <span className="clean-up-age">
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
                <Icon name="chevronDown" size={12} />
              </span>
            ),
          }}
        />
      </label>
      <button type="button" className="button" disabled={old.length === 0} onClick={() => setAsking(true)}>
        {old.length > 0 ? t("Clean up {count}…", { count: old.length }) : t("Clean up")}
      </button>
    </span>
  );
}
