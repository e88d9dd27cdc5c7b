/** Source structure: the cells, classes and functions of the file in front; follows the cursor, and jumps. */

import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";
import { t } from "../../../preload/texts/texts";
import type { SymbolKind } from "../../code/definitions";
import { activeDocument } from "../../code/documents";
import { cursor, goToLine } from "../../code/instance";
import type { Symbol } from "../../code/outline";
import { shownAt, shownSymbols } from "../../code/outline-view";
import { useStructure } from "../../code/structure/use-structure";
import { settings } from "../../floor/app";
import { stepWithin } from "../../floor/lists/list-keys";
import { useRowsInView } from "../../floor/lists/rows-in-view";
import { useStore } from "../../floor/store";

const signs: Readonly<Record<SymbolKind, string>> = {
  cell: "##",
  heading: "#",
  environment: "env",
  module: "module",
  class: "class",
  function: "def",
  method: "def",
  element: "tag",
  variable: "var",
  property: "key",
};

/** Names each row by what it says and the how manieth that is: its line changes with every line above it. */
function withKeys(symbols: readonly Symbol[]): readonly { readonly key: string; readonly symbol: Symbol }[] {
  const seen = new Map<string, number>();
  return symbols.map((symbol) => {
    const said = `${symbol.kind}:${symbol.name}`;
    const count = (seen.get(said) ?? 0) + 1;
    seen.set(said, count);
    return { key: `${said}:${count}`, symbol };
  });
}

interface RowProps {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly line: number;
  readonly depth: number;
  /** Its place among `count` rows. */
  readonly at: number;
  readonly count: number;
  readonly top: number;
  readonly selected: boolean;
  readonly reachable: boolean;
}

/** Only those are drawn anew that say something else. */
const Row = memo(function Row({ kind, name, line, depth, at, count, top, selected, reachable }: RowProps) {
  return (
    <div
      role="option"
      className={`row symbol ${kind}`}
      aria-selected={selected}
      aria-posinset={at + 1}
      aria-setsize={count}
      tabIndex={reachable ? 0 : -1}
      data-at={at}
      data-depth={Math.min(depth, 6)}
      style={{ top }}
      onClick={() => goToLine(line)}
      onKeyDown={(event) => {
        if (event.key === "Enter") goToLine(line);
      }}
    >
      <span className="symbol-sign">{signs[kind]}</span>
      <span className="row-label">{name}</span>
      <span className="row-end">{line}</span>
    </div>
  );
});

export function SourceStructure() {
  const document = useStore(activeDocument);
  const all = useStructure(document);
  const { outline } = useStore(settings);
  const symbols = useMemo(() => shownSymbols(all, outline), [all, outline]);
  // A cursor that moves within one symbol draws nothing anew.
  const current = useSyncExternalStore(cursor.subscribe, () => shownAt(symbols, cursor.get().line));
  if (!document) return <p className="tool-nothing">{t("Open a file to see what it is made of.")}</p>;
  if (all.length > 0 && symbols.length === 0)
    return <p className="tool-nothing">{t("All kinds that this file has are left out.")}</p>;
  if (symbols.length === 0) {
    return (
      <p className="tool-nothing">
        {t(
          "No cells or definitions here. A line that begins with “##” or “# %%” starts a cell in Python, R and Julia.",
        )}
      </p>
    );
  }

  return (
    <SymbolList
      name={t("Structure of {name}", { name: document.file.get().name })}
      symbols={symbols}
      current={current}
    />
  );
}

interface SymbolListProps {
  readonly name: string;
  readonly symbols: readonly Symbol[];
  /** The one that the cursor is in. */
  readonly current: Symbol | undefined;
}

/** A file may have thousands, of which those in view are drawn, the cursor's, and the one that has the keyboard. */
function SymbolList({ name, symbols, current }: SymbolListProps) {
  const list = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => withKeys(symbols), [symbols]);
  const { first, last, row, page } = useRowsInView(list, rows.length);
  const currentAt = useMemo(() => (current ? symbols.indexOf(current) : -1), [symbols, current]);
  const [focused, setFocused] = useState(-1);

  // Which row that is: with each line above it the symbol is another one.
  const currentKey = rows[currentAt]?.key;
  useEffect(() => {
    if (currentKey !== undefined)
      list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [currentKey]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const to = focused < 0 ? undefined : stepWithin(event.key, focused, rows.length, page);
    if (to === undefined) return;
    event.preventDefault();
    // It has to be drawn before it can have the keyboard.
    flushSync(() => setFocused(to));
    list.current?.querySelector<HTMLElement>(`[data-at="${to}"]`)?.focus();
  };

  const reachable = Math.max(0, currentAt);
  const drawn = new Set([reachable, focused].filter((at) => at >= 0 && at < rows.length));
  for (let at = first; at < last; at++) drawn.add(at);
  return (
    <div
      ref={list}
      className="list"
      role="listbox"
      aria-label={name}
      onKeyDown={onKeyDown}
      onFocus={({ target }) => setFocused(Number(target.dataset.at ?? -1))}
      onBlur={() => setFocused(-1)}
    >
      <div role="presentation" className="symbols" style={{ height: rows.length * row }}>
        {[...drawn]
          .sort((one, other) => one - other)
          .map((at) => {
            const { key, symbol } = rows[at] as (typeof rows)[number];
            return (
              <Row
                key={key}
                {...symbol}
                at={at}
                count={rows.length}
                top={at * row}
                selected={at === currentAt}
                reachable={at === reachable}
              />
            );
          })}
      </div>
    </div>
  );
}
