/** The tool "History": everything that was run, in all sessions and languages, by day and session. */

import { useEffect, useMemo, useRef, useState } from "react";
import type { HistoryCode, HistoryInput, HistoryRow } from "../../../preload/contract/history";
import { Disposables } from "../../../preload/floor/disposables";
import { t } from "../../../preload/texts/texts";
import { byteSize } from "../../../preload/transcript/quantities";
import { facts } from "../../floor/app";
import { tandem } from "../../floor/bridge";
import { unawaited } from "../../floor/failures";
import { type MenuPlace, type PopupGroup, PopupMenu } from "../../floor/menus/popup-menu";
import { notify, sentenceOf } from "../../floor/notices/notices";
import { shortPath } from "../../floor/paths";
import { useStore } from "../../floor/store";
import "./history.css";
import * as actions from "./history-actions";
import { HistoryList } from "./history-list";
import {
  found,
  look,
  lookForWanted,
  pages,
  problem,
  readSessions,
  rowAt,
  sessions,
  type Wanted,
  wanted,
} from "./history-state";

/** After something was run, the list follows after this, in ms. */
const CHANGED_MS = 250;

export function History() {
  const now = useStore(wanted);
  const answer = useStore(found);
  const trouble = useStore(problem);
  const known = useStore(sessions);
  const { home } = useStore(facts);
  const [current, setCurrent] = useState<number | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [menu, setMenu] = useState<{ place: MenuPlace; groups: readonly PopupGroup[] } | null>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const all = async () => {
      await readSessions();
      await look();
    };
    unawaited("reading the history", all());
    let later: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
      later ??= setTimeout(() => {
        later = undefined;
        unawaited("reading the history", all());
      }, CHANGED_MS);
    };
    const stops = new Disposables(
      tandem.on("history.changed", follow),
      tandem.on("sessions.changed", follow),
    );
    return () => {
      stops.dispose();
      clearTimeout(later);
    };
  }, []);

  const change = (some: Partial<Wanted>) => {
    wanted.set((before) => ({ ...before, ...some }));
    setCurrent(null);
    setChosen(new Set());
    unawaited("looking through the history", lookForWanted());
  };
  const folders = useMemo(
    () => [...new Set([...known.values()].map(({ cwd }) => cwd).filter((cwd) => cwd !== ""))].sort(),
    [known],
  );
  const isFiltered = now.text !== "" || now.language !== null || now.outcome !== "all" || now.folder !== null;

  const attempt = async (ids: readonly number[], act: (codes: readonly HistoryCode[]) => unknown) => {
    try {
      await act(await actions.codesOf(ids));
    } catch (error) {
      notify({ level: "error", sentence: sentenceOf(error) });
    }
  };
  const meant = (row: HistoryInput) => (chosen.has(row.id) ? [...chosen] : [row.id]);
  const doing = (act: (codes: readonly HistoryCode[]) => unknown) => (row: HistoryInput) =>
    unawaited("using the history", attempt(meant(row), act));
  const runAgain = doing(actions.runAgain);
  const insert = doing(actions.insert);
  const copy = doing(actions.copy);
  const goTo = (row: HistoryInput) =>
    unawaited(
      "going to an input",
      attempt([row.id], ([code]) => code && actions.goToBlock(row, code.code)),
    );
  const groupsOf = (row: HistoryInput): readonly PopupGroup[] => {
    const count = meant(row).length;
    return [
      {
        items: [
          { label: t("Run again"), run: () => runAgain(row) },
          { label: t("Insert at the cursor"), run: () => insert(row) },
          { label: t("Copy"), run: () => copy(row) },
        ],
      },
      {
        items: [
          {
            label: count > 1 ? t("Make {count} cells", { count }) : t("Make a cell"),
            run: () => doing(actions.makeCells)(row),
          },
          { label: t("Make a script of the chosen ones"), run: () => doing(actions.makeScript)(row) },
        ],
      },
      {
        items: [
          { label: t("Go to its output in the log"), disabled: row.session === "", run: () => goTo(row) },
        ],
      },
    ];
  };
  const openMenu = (row: HistoryInput, place: MenuPlace) => setMenu({ place, groups: groupsOf(row) });

  return (
    <div className="tool-column history">
      <search className="history-fields">
        <input
          type="search"
          className="text-input"
          aria-label={t("Filter the history")}
          placeholder={t("Words in the code")}
          spellCheck={false}
          autoComplete="off"
          value={now.text}
          onChange={(event) => change({ text: event.target.value })}
          onKeyDown={(event) => {
            if (event.key !== "ArrowDown" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            list.current?.focus();
          }}
        />
        <select
          className="choice"
          aria-label={t("Language")}
          value={now.language ?? ""}
          onChange={(event) => change({ language: event.target.value || null })}
        >
          <option value="">{t("Any language")}</option>
          {(answer?.languages ?? []).map((language) => (
            <option key={language} value={language}>
              {actions.titleOf(language)}
            </option>
          ))}
        </select>
        <select
          className="choice"
          aria-label={t("Outcome")}
          value={now.outcome}
          onChange={(event) => change({ outcome: event.target.value as Wanted["outcome"] })}
        >
          <option value="all">{t("Any outcome")}</option>
          <option value="ok">{t("Succeeded")}</option>
          <option value="failed">{t("With an error")}</option>
          <option value="other">{t("Ended otherwise")}</option>
        </select>
        <select
          className="choice"
          aria-label={t("Folder")}
          value={now.folder ?? ""}
          onChange={(event) => change({ folder: event.target.value || null })}
        >
          <option value="">{t("Any folder")}</option>
          {folders.map((folder) => (
            <option key={folder} value={folder}>
              {shortPath(folder, home)}
            </option>
          ))}
        </select>
      </search>
      <Notes trouble={trouble} broken={answer?.broken ?? 0} unread={answer?.unread ?? 0} />
      {answer === null ? (
        <p className="tool-nothing">{trouble === null ? t("Reading the history…") : null}</p>
      ) : answer.found === 0 ? (
        <p className="tool-nothing">
          {isFiltered ? t("Nothing in the history fits.") : t("Nothing was run yet.")}
        </p>
      ) : (
        <div className="history-body">
          <HistoryList
            ref={list}
            rows={answer.rows}
            current={current}
            chosen={chosen}
            setCurrent={setCurrent}
            setChosen={setChosen}
            openMenu={openMenu}
            goTo={goTo}
            runAgain={runAgain}
            copy={copy}
          />
          {current === null ? null : (
            <Chosen
              at={current}
              count={chosen.size}
              runAgain={runAgain}
              insert={insert}
              copy={copy}
              goTo={goTo}
            />
          )}
        </div>
      )}
      {menu ? (
        <PopupMenu
          label={t("Chosen input")}
          place={menu.place}
          groups={menu.groups}
          close={() => setMenu(null)}
        />
      ) : null}
    </div>
  );
}

interface NotesProps {
  readonly trouble: string | null;
  readonly broken: number;
  readonly unread: number;
}

function Notes({ trouble, broken, unread }: NotesProps) {
  const words = [
    trouble ?? "",
    broken > 0 ? t("{count} lines of the history's files cannot be read.", { count: broken }) : "",
    unread > 0 ? t("The oldest {size} are not listed.", { size: byteSize(unread) }) : "",
  ].filter(Boolean);
  return words.length > 0 ? (
    <p className="history-note" role="status">
      {words.join(" ")}
    </p>
  ) : null;
}

interface ChosenProps {
  readonly at: number;
  readonly count: number;
  readonly runAgain: (row: HistoryInput) => void;
  readonly insert: (row: HistoryInput) => void;
  readonly copy: (row: HistoryInput) => void;
  readonly goTo: (row: HistoryInput) => void;
}

/** The input that has the keyboard, with the beginning of its code and what is done with it. */
function Chosen({ at, count, runAgain, insert, copy, goTo }: ChosenProps) {
  const row: HistoryRow | undefined = rowAt(useStore(pages), at);
  if (row?.kind !== "input") return null;
  const button = (label: string, run: (row: HistoryInput) => void, disabled = false) => (
    <button type="button" className="button" disabled={disabled} onClick={() => run(row)}>
      {label}
    </button>
  );
  return (
    <section className="history-chosen" aria-label={t("Chosen input")}>
      <pre className="history-code">{row.code}</pre>
      <div className="history-buttons">
        {button(t("Run again"), runAgain)}
        {button(t("Insert at the cursor"), insert)}
        {button(t("Copy"), copy)}
        {button(t("Go to its output"), goTo, row.session === "")}
        {count > 1 ? <span className="muted">{t("{count} chosen", { count })}</span> : null}
      </div>
    </section>
  );
}
