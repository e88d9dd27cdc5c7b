/** Searching the history of inputs: a field, what was found with the newest first, and the whole of the one chosen. */
import { useEffect, useId, useMemo, useRef, useState } from "react";
import type { HistoryEntry } from "../../../preload/contract/requests";
import type { ShellModel } from "../../kernels/shell-model";
import { Icon } from "../../look/icons";
import { useStore } from "../../store";
import { bringIntoView, useListKeys } from "../../workbench/list-keys";
import { historySearch } from "../pane/pane-state";
import { sharedHistory } from "../pane/window-shells";
import { searchHistory } from "./find-history";
import { inputActions } from "./shell-input";

const OUTCOMES: Partial<Record<NonNullable<HistoryEntry["outcome"]>, string>> = {
  error: "failed",
  aborted: "skipped",
  "kernel died": "kernel died",
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
      <div className="palette-field">
        <Icon name="search" />
        <input
          ref={field}
          role="combobox"
          aria-label="Search history"
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={chosen ? `${id}-${found.indexOf(chosen)}` : undefined}
          aria-autocomplete="list"
          placeholder="Earlier inputs"
          spellCheck={false}
          autoComplete="off"
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={id} role="listbox" aria-label="Found inputs" className="palette-list">
        {found.map((entry, i) => (
          <div
            key={entry.code}
            id={`${id}-${i}`}
            role="option"
            aria-selected={entry === chosen}
            className="row"
            ref={entry === chosen ? bringIntoView : undefined}
            onMouseMove={() => setAt(i)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(entry)}
          >
            <span className="row-label">{firstLine(entry.code)}</span>
            <span className="row-end">
              {entry.outcome && OUTCOMES[entry.outcome] ? <span>{OUTCOMES[entry.outcome]}</span> : null}
              {entry.time > 0 ? <span>{new Date(entry.time).toLocaleString()}</span> : null}
            </span>
          </div>
        ))}
      </div>
      {chosen?.code.includes("\n") ? (
        <pre className="history-preview" aria-label="Preview">
          {chosen.code}
        </pre>
      ) : null}
      {found.length === 0 ? <p className="palette-nothing">No input has this in it.</p> : null}
    </div>
  );
}

function firstLine(code: string): string {
  const lines = code.split("\n");
  return lines.length > 1 ? `${lines[0]} …` : code;
}
