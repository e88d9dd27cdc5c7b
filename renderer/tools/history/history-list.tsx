/** The history as a list: days, sessions and inputs, of which only those in view are drawn. */

import { type KeyboardEvent, type MouseEvent, type Ref, useEffect, useLayoutEffect, useRef } from "react";
import type { HistoryInput, HistoryRow } from "../../../preload/contract/history";
import { locale } from "../../../preload/texts/language";
import { t } from "../../../preload/texts/texts";
import { bothRefs } from "../../floor/both-refs";
import { unawaited } from "../../floor/failures";
import { stepWithin } from "../../floor/lists/list-keys";
import { showRow, useRowsInView } from "../../floor/lists/rows-in-view";
import { asksForMenu } from "../../floor/menus/context-menu";
import type { MenuPlace } from "../../floor/menus/popup-menu";
import { useStore } from "../../floor/store";
import { titleOf } from "./history-actions";
import { bringPage, PAGE_ROWS, pages, rowAt, sessions } from "./history-state";

const dayFormat = new Intl.DateTimeFormat(locale(), { dateStyle: "full" });
const timeFormat = new Intl.DateTimeFormat(locale(), { timeStyle: "medium" });

interface HistoryListProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly rows: number;
  /** Place of the row that has the keyboard. */
  readonly current: number | null;
  /** Ids of chosen inputs. */
  readonly chosen: ReadonlySet<number>;
  readonly setCurrent: (at: number) => void;
  readonly setChosen: (ids: ReadonlySet<number>) => void;
  readonly openMenu: (row: HistoryInput, place: MenuPlace) => void;
  readonly goTo: (row: HistoryInput) => void;
  readonly runAgain: (row: HistoryInput) => void;
  readonly copy: (row: HistoryInput) => void;
}

export function HistoryList(props: HistoryListProps) {
  const { ref, rows, current, chosen, setCurrent, setChosen, openMenu, goTo, runAgain, copy } = props;
  const held = useStore(pages);
  const scroller = useRef<HTMLDivElement>(null);
  /** From where Shift chooses. */
  const anchor = useRef(0);
  const view = useRowsInView(scroller, rows);
  const { first, last } = view;
  const firstPage = Math.floor(first / PAGE_ROWS);
  const lastPage = Math.floor(Math.max(first, last - 1) / PAGE_ROWS);
  useEffect(() => {
    for (let page = firstPage; page <= lastPage; page++)
      if (!held.has(page)) unawaited("reading the history", bringPage(page));
  }, [held, firstPage, lastPage]);
  useLayoutEffect(() => {
    if (current !== null) showRow(scroller.current, current, view.row);
  }, [current, view.row]);

  const choose = (at: number, how: { shiftKey: boolean; ctrlKey: boolean }) => {
    const row = rowAt(held, at);
    setCurrent(at);
    if (how.shiftKey) {
      const [from, to] = [Math.min(anchor.current, at), Math.max(anchor.current, at)];
      const ids = new Set<number>();
      for (let place = from; place <= to; place++) {
        const each = rowAt(held, place);
        if (each?.kind === "input") ids.add(each.id);
      }
      setChosen(ids);
      return;
    }
    anchor.current = at;
    if (row?.kind !== "input") setChosen(new Set());
    else if (how.ctrlKey) {
      const next = new Set(chosen);
      if (!next.delete(row.id)) next.add(row.id);
      setChosen(next);
    } else setChosen(new Set([row.id]));
  };
  const at = current ?? 0;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const row = rowAt(held, at);
    const { page } = view;
    const to = current === null && event.key === "ArrowDown" ? 0 : stepWithin(event.key, at, rows, page);
    const { ctrlKey, shiftKey } = event;
    if (to !== undefined && !ctrlKey) choose(to, { shiftKey, ctrlKey: false });
    else if (row?.kind !== "input") return;
    else if (asksForMenu(event)) {
      const box = scroller.current?.querySelector(`#history-${at}`)?.getBoundingClientRect();
      openMenu(row, { x: box?.left ?? 0, y: box?.bottom ?? 0 });
    } else if (event.key === "Enter" && ctrlKey) runAgain(row);
    else if (event.key === "Enter") goTo(row);
    else if (event.key === " ") choose(at, { shiftKey: false, ctrlKey: true });
    else if (ctrlKey && event.key.toLowerCase() === "c") copy(row);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const places = Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  return (
    <div
      ref={bothRefs(scroller, ref)}
      className="list history-list"
      role="listbox"
      aria-label={t("Inputs")}
      aria-multiselectable="true"
      aria-activedescendant={current === null ? undefined : `history-${current}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="history-rows" role="presentation" style={{ height: rows * view.row }}>
        {places.map((place) => {
          const row = rowAt(held, place);
          return row ? (
            <Row
              key={place}
              row={row}
              id={`history-${place}`}
              top={place * view.row}
              current={place === current}
              selected={row.kind === "input" && chosen.has(row.id)}
              choose={(event) => choose(place, event)}
              open={() => row.kind === "input" && goTo(row)}
              menu={(event) => {
                event.preventDefault();
                if (row.kind !== "input") return;
                if (chosen.has(row.id)) setCurrent(place);
                else choose(place, { shiftKey: false, ctrlKey: false });
                openMenu(row, { x: event.clientX, y: event.clientY });
              }}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}

interface RowProps {
  readonly row: HistoryRow;
  readonly id: string;
  readonly top: number;
  readonly current: boolean;
  readonly selected: boolean;
  readonly choose: (event: MouseEvent) => void;
  readonly open: () => void;
  readonly menu: (event: MouseEvent) => void;
}

function Row({ row, id, top, current, selected, choose, open, menu }: RowProps) {
  const known = useStore(sessions);
  const own = {
    id,
    role: "option",
    style: { top },
    "data-current": current ? "" : undefined,
    "aria-selected": selected,
    onClick: choose,
    onContextMenu: menu,
    onDoubleClick: open,
  } as const;
  if (row.kind === "day")
    return (
      <div {...own} className="row history-row history-day">
        <span className="row-label">{row.day === 0 ? t("Without a date") : dayFormat.format(row.day)}</span>
        <span className="row-end">{row.count}</span>
      </div>
    );
  if (row.kind === "session")
    return (
      <div {...own} className="row history-row history-session">
        <span className="row-label">{nameOf(row.session, known)}</span>
        <span className="history-language">{titleOf(row.language)}</span>
        <span className="row-end">{row.count}</span>
      </div>
    );
  const [line = ""] = row.code.trimStart().split("\n", 1);
  return (
    <div {...own} className="row history-row" title={row.code}>
      <span className="history-time">{row.time === 0 ? "" : timeFormat.format(row.time)}</span>
      <span className="history-outcome" data-outcome={row.outcome ?? "unknown"}>
        {row.outcome === "error" ? <span className="out-of-sight">{t("failed")}</span> : null}
      </span>
      <code className="row-label">{line}</code>
      {row.lines > 1 ? <span className="row-end">{t("{count} lines", { count: row.lines })}</span> : null}
    </div>
  );
}

function nameOf(session: string, known: ReadonlyMap<string, { readonly name: string }>): string {
  if (session === "") return t("Known by the kernel");
  return known.get(session)?.name ?? t("A session that was deleted");
}
