/** The filters of a table as chips, and the line by which one is added. */
import { useId, useRef, useState } from "react";
import { t } from "../../preload/texts/texts";
import { Icon } from "../floor/look/icons";
import { useStore } from "../floor/store";
import { filterWords, parseFilter } from "./filter-text";
import type { ViewedTable } from "./table/viewed-table";

/** Names of columns that are proposed. */
const PROPOSED = 200;

export function FilterChips({ table }: { readonly table: ViewedTable }) {
  const { view } = useStore(table.state);
  return view.filters.map((filter, at) => {
    const words = filterWords(filter, table.columns.get(filter.column));
    return (
      <span key={`${words}/${at}`} className="data-chip">
        <span className="data-chip-words" title={words}>
          {words}
        </span>
        <button
          type="button"
          className="icon-button"
          aria-label={t("Remove filter: {filter}", { filter: words })}
          onClick={() => table.filter(view.filters.filter((_, other) => other !== at))}
        >
          <Icon name="close" size={12} />
        </button>
      </span>
    );
  });
}

export interface FilterLineProps {
  readonly table: ViewedTable;
  /** What it begins with: a column's name. */
  readonly begin: string;
  readonly close: () => void;
}

export function FilterLine({ table, begin, close }: FilterLineProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(begin);
  const [wrong, setWrong] = useState(false);
  const add = () => {
    const filter = parseFilter(text, table.columns);
    if (!filter) {
      setWrong(true);
      field.current?.focus();
      return;
    }
    table.filter([...table.state.get().view.filters, filter]);
    close();
  };
  const columns = [...table.columns.values()].slice(0, PROPOSED);
  return (
    <form
      className="tool-bar data-filter-line"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        close();
      }}
    >
      <input
        ref={field}
        autoFocus
        className="text-input data-filter-text"
        aria-label={t("Filter by")}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        placeholder={t("flux > 0.5, night is 2026-03-04, name contains lamp, flux is missing")}
        list={`${id}-columns`}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setWrong(false);
        }}
      />
      <datalist id={`${id}-columns`}>
        {columns.map(({ name }, at) => (
          <option key={`${name}/${at}`} value={`${name} `} />
        ))}
      </datalist>
      {wrong ? (
        <span id={`${id}-wrong`} role="alert" className="data-wrong">
          {t("A column's name, a comparison and a value are needed.")}
        </span>
      ) : null}
      <button type="submit" className="button primary">
        {t("Add filter")}
      </button>
      <button type="button" className="icon-button" aria-label={t("Close")} onClick={close}>
        <Icon name="close" />
      </button>
    </form>
  );
}
