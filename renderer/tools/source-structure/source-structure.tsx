/** Source structure: the cells, classes and functions of the file in front; follows the cursor, and jumps. */

import { type KeyboardEvent, memo, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { t } from "../../../preload/texts/texts";
import type { SymbolKind } from "../../code/definitions";
import { activeDocument } from "../../code/documents";
import { cursor, goToLine } from "../../code/instance";
import type { Symbol } from "../../code/outline";
import { shownAt, shownSymbols } from "../../code/outline-view";
import { useStructure } from "../../code/structure/use-structure";
import { settings } from "../../floor/app";
import { moveFocus } from "../../floor/lists/list-keys";
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

/** So many rows are laid out and painted together, and not at all while none of them is in view. */
const STRETCH = 50;

function inStretches<Each>(rows: readonly Each[]): readonly (readonly Each[])[] {
  return Array.from({ length: Math.ceil(rows.length / STRETCH) }, (_, at) =>
    rows.slice(at * STRETCH, (at + 1) * STRETCH),
  );
}

interface RowProps {
  readonly kind: SymbolKind;
  readonly name: string;
  readonly line: number;
  readonly depth: number;
  readonly selected: boolean;
  readonly reachable: boolean;
}

/** A file may have thousands: of them only those are drawn anew that say something else. */
const Row = memo(function Row({ kind, name, line, depth, selected, reachable }: RowProps) {
  return (
    <div
      role="option"
      className={`row symbol ${kind}`}
      aria-selected={selected}
      tabIndex={reachable ? 0 : -1}
      data-depth={Math.min(depth, 6)}
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
  const rows = useMemo(() => withKeys(symbols), [symbols]);
  const list = useRef<HTMLDivElement>(null);

  // Which row that is: with each line above it the symbol is another one.
  const currentKey = useMemo(() => rows.find(({ symbol }) => symbol === current)?.key, [rows, current]);
  useEffect(() => {
    if (currentKey !== undefined)
      list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [currentKey]);

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

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const drawn = [...(list.current?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
    moveFocus(event, drawn);
  };

  return (
    <div
      ref={list}
      className="list"
      role="listbox"
      aria-label={t("Structure of {name}", { name: document.file.get().name })}
      onKeyDown={onKeyDown}
    >
      {inStretches(rows).map((stretch, place) => (
        <div key={place} role="presentation" className="symbols">
          {stretch.map(({ key, symbol }, index) => (
            <Row
              key={key}
              {...symbol}
              selected={symbol === current}
              reachable={symbol === current || (!current && place + index === 0)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
