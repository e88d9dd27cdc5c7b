/** A field and the list of what it finds, of which one is chosen by the arrow keys or the mouse. */
import type { KeyboardEvent, ReactNode, Ref } from "react";
import { Icon } from "../look/icons";
import { bringIntoView } from "./list-keys";

interface SearchListProps<Entry> {
  readonly field: Ref<HTMLInputElement>;
  /** Of the field, for screen readers; and of the list. */
  readonly name: string;
  readonly listName: string;
  /** Id of the list on the page. */
  readonly id: string;
  readonly hint: string;
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly found: readonly Entry[];
  /** Which of them is chosen. */
  readonly at: number;
  readonly setAt: (at: number) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly take: (entry: Entry) => void;
  readonly keyOf: (entry: Entry) => string;
  /** What stands in an entry's row. */
  readonly row: (entry: Entry) => ReactNode;
  /** The command that an entry is, if it is one. */
  readonly commandOf?: (entry: Entry) => string | undefined;
}

export function SearchList<Entry>(props: SearchListProps<Entry>) {
  const { field, name, listName, id, hint, query, setQuery, found, at, setAt, onKeyDown, take } = props;
  const { keyOf, row, commandOf } = props;
  const optionId = (index: number) => `${id}-${index}`;
  return (
    <>
      <div className="palette-field">
        <Icon name="search" />
        <input
          ref={field}
          role="combobox"
          aria-label={name}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={at < found.length ? optionId(at) : undefined}
          aria-autocomplete="list"
          placeholder={hint}
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
      <div id={id} role="listbox" aria-label={listName} className="palette-list">
        {found.map((entry, index) => (
          <div
            key={keyOf(entry)}
            ref={index === at ? bringIntoView : undefined}
            id={optionId(index)}
            role="option"
            aria-selected={index === at}
            className="row palette-row"
            data-command={commandOf?.(entry)}
            onMouseMove={() => setAt(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(entry)}
          >
            {row(entry)}
          </div>
        ))}
      </div>
    </>
  );
}
