/** The palette: one field for commands, files and symbols, under the title bar. */
import { useEffect, useId, useMemo, useRef, useState } from "react";
import { Icon } from "../look/icons";
import { useStore } from "../store";
import { bringIntoView, useListKeys } from "./list-keys";
import { notify, sentenceOf } from "./notices";
import { type PaletteItem, paletteItems, searchPalette } from "./palette-items";
import { openPalette, type PaletteKind } from "./palette-state";

/** More than these are never looked at; typing on is quicker. */
const MOST_SHOWN = 100;

const fields: Readonly<
  Record<PaletteKind, { readonly name: string; readonly hint: string; readonly nothing: string }>
> = {
  commands: { name: "Command", hint: "A command, a file or a symbol", nothing: "Nothing has this name." },
  files: { name: "Open file", hint: "A file", nothing: "No open or closed file has this name." },
  line: { name: "Go to line", hint: "Number of a line", nothing: "Type the number of a line." },
};

function PaletteBox({ kind }: { readonly kind: PaletteKind }) {
  const [query, setQuery] = useState("");
  const items = useMemo(() => paletteItems(kind), [kind]);
  const found = useMemo(() => searchPalette(kind, items, query).slice(0, MOST_SHOWN), [kind, query, items]);
  const input = useRef<HTMLInputElement>(null);
  const before = useRef<Element | null>(null);
  const listId = useId();
  const optionId = (index: number) => `${listId}-${index}`;

  useEffect(() => {
    before.current = document.activeElement;
    input.current?.focus();
    return () => {
      // Whatever had the keyboard gets it back, unless something else has taken it by now.
      const lost = document.activeElement === document.body || document.activeElement === input.current;
      if (lost && before.current instanceof HTMLElement) before.current.focus();
    };
  }, []);

  const close = () => openPalette.set(null);
  const take = async (item: PaletteItem) => {
    if (before.current instanceof HTMLElement) before.current.focus();
    close();
    try {
      await item.run();
    } catch (error) {
      notify({ level: "error", sentence: sentenceOf(error) });
    }
  };
  const { at, setAt, onKeyDown } = useListKeys({
    entries: found,
    take: (item) => void take(item),
    close,
    // The field is all there is for Tab to go to.
    alias: (event) => (event.key === "Tab" ? (event.shiftKey ? "ArrowUp" : "ArrowDown") : undefined),
  });

  return (
    <div
      className="palette popup"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) close();
      }}
    >
      <div className="palette-field">
        <Icon name="search" />
        <input
          ref={input}
          role="combobox"
          aria-label={fields[kind].name}
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found.length > 0 ? optionId(at) : undefined}
          aria-autocomplete="list"
          placeholder={fields[kind].hint}
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div id={listId} role="listbox" aria-label="Found" className="palette-list">
        {found.map((item, index) => (
          <div
            key={item.id}
            ref={index === at ? bringIntoView : undefined}
            id={optionId(index)}
            role="option"
            aria-selected={index === at}
            className="row palette-row"
            data-command={item.kind === "command" ? item.id : undefined}
            onMouseMove={() => setAt(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void take(item)}
          >
            <span className="row-label">{item.title}</span>
            {item.detail ? <span className="palette-detail">{item.detail}</span> : null}
            <span className="row-end">
              {item.key ? <kbd>{item.key}</kbd> : null}
              <span>{item.kind}</span>
            </span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="palette-nothing">{fields[kind].nothing}</p> : null}
    </div>
  );
}

export function Palette() {
  const kind = useStore(openPalette);
  return kind === null ? null : <PaletteBox key={kind} kind={kind} />;
}
