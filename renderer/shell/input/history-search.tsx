/** Searching the history of inputs: a field, what was found with the newest first, and the whole of the one chosen. */

import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { HistoryEntry } from "../../../preload/contract/history";
import { locale } from "../../../preload/texts/language";
import { t } from "../../../preload/texts/texts";
import { useListKeys } from "../../floor/lists/list-keys";
import { SearchList } from "../../floor/lists/search-list";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { sharedHistory } from "../../kernels/window-shells";
import { searchHistory } from "./find-history";
import { historySearch } from "./history-search-state";
import { inputActions } from "./shell-input";

const OUTCOMES: Partial<Record<NonNullable<HistoryEntry["outcome"]>, string>> = {
  error: t("failed"),
  aborted: t("not run"),
  "kernel died": t("kernel died"),
};

export function HistorySearch({ shell }: { readonly shell: ShellModel }) {
  const open = useStore(historySearch);
  return open === shell.view ? <SearchBox shell={shell} /> : null;
}

function SearchBox({ shell }: { readonly shell: ShellModel }) {
  const entries = useStore(useMemo(() => sharedHistory().of(shell.language), [shell]));
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const found = useMemo(() => searchHistory(entries, query), [entries, query]);

  useEffect(() => field.current?.focus(), []);
  const close = () => {
    historySearch.set(null);
    shell.focus();
  };
  const take = (entry: HistoryEntry) => {
    close();
    inputActions.get(shell.view)?.put(entry.code);
  };
  const { at, setAt, onKeyDown } = useListKeys({
    entries: found,
    take,
    close,
    // As in a terminal: once more finds what is older.
    alias: (event) => (event.ctrlKey && event.key === "r" ? "ArrowDown" : undefined),
  });
  const chosen = found[at];

  return (
    <div
      className="history-search popup"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) historySearch.set(null);
      }}
    >
      <SearchList
        field={field}
        name={t("Search history")}
        listName={t("Found inputs")}
        hint={t("Earlier inputs")}
        {...{ id, query, setQuery, found, at, setAt, onKeyDown, take }}
        keyOf={({ code }) => code}
        row={({ code, outcome, time }) => (
          <>
            <span className="row-label">{firstLine(code)}</span>
            <span className="row-end">
              {outcome && OUTCOMES[outcome] ? <span>{OUTCOMES[outcome]}</span> : null}
              {time > 0 ? <time>{new Date(time).toLocaleString(locale())}</time> : null}
            </span>
          </>
        )}
      />
      {chosen?.code.includes("\n") ? (
        <pre className="history-preview" aria-label={t("Preview")}>
          {chosen.code}
        </pre>
      ) : null}
      {found.length === 0 ? <p className="palette-nothing">{t("No input has this in it.")}</p> : null}
    </div>
  );
}

function firstLine(code: string): string {
  const lines = code.split("\n");
  return lines.length > 1 ? `${lines[0]} …` : code;
}
