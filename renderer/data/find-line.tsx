/** The line that finds a text in the cells of a table: the kernel looks, in the order that is shown. */
import { useEffect, useRef, useState } from "react";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import { Icon } from "../floor/look/icons";
import type { Place } from "./grid/selection";
import type { ViewedTable } from "./table/viewed-table";

export interface FindLineProps {
  readonly table: ViewedTable;
  /** Where looking begins. */
  readonly from: () => Place;
  /** A cell was found. */
  readonly found: (place: Place) => void;
  readonly close: () => void;
}

export function FindLine({ table, from, found, close }: FindLineProps) {
  const field = useRef<HTMLInputElement>(null);
  const running = useRef<AbortController | null>(null);
  const [text, setText] = useState("");
  const [said, setSaid] = useState("");
  useEffect(() => {
    field.current?.focus();
    return () => running.current?.abort();
  }, []);

  const find = async (backwards: boolean) => {
    if (text === "") return;
    running.current?.abort();
    const turn = new AbortController();
    running.current = turn;
    setSaid(t("Searching…"));
    const { row, column } = from();
    const answer = await table
      .ask({ op: "find", text: text.slice(0, 1000), row, column, backwards }, turn.signal)
      .catch(() => ({ status: "busy" }) as const);
    if (turn.signal.aborted) return;
    if (answer.status !== "ok" || answer.op !== "find")
      setSaid(t("The kernel cannot look now. Try again when it is idle."));
    else if (answer.at === null) setSaid(t("Not found in the cells that were looked at"));
    else {
      setSaid("");
      found(answer.at);
    }
  };
  const go = (backwards: boolean) => unawaited("finding in a table", find(backwards));
  return (
    <div
      className="data-find"
      role="search"
      onKeyDown={(event) => {
        if (event.key === "Escape") close();
        else if (event.key === "Enter" && event.target === field.current) go(event.shiftKey);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    >
      <input
        ref={field}
        className="text-input data-filter-text"
        aria-label={t("Find in the data")}
        placeholder={t("Find in the data")}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setSaid("");
        }}
      />
      <span role="status" className="data-words">
        {said}
      </span>
      <button
        type="button"
        className="icon-button"
        aria-label={t("Previous match")}
        title={t("Previous match")}
        disabled={text === ""}
        onClick={() => go(true)}
      >
        <Icon name="up" />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label={t("Next match")}
        title={t("Next match")}
        disabled={text === ""}
        onClick={() => go(false)}
      >
        <Icon name="down" />
      </button>
      <button type="button" className="icon-button" aria-label={t("Close")} onClick={close}>
        <Icon name="close" />
      </button>
    </div>
  );
}
