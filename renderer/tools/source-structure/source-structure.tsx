/** Source structure: the cells, classes and functions of the file in front; follows the cursor, and jumps. */

import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { t } from "../../../preload/texts/texts";
import type { SymbolKind } from "../../code/definitions";
import { activeDocument } from "../../code/documents";
import { cursor, goToLine } from "../../code/instance";
import { shownAt, shownSymbols } from "../../code/outline-view";
import { useStructure } from "../../code/structure/use-structure";
import { settings } from "../../floor/app";
import { useStore } from "../../floor/store";

const signs: Readonly<Record<SymbolKind, string>> = {
  cell: "##",
  heading: "#",
  environment: "env",
  module: "module",
  class: "class",
  function: "def",
  method: "def",
  property: "·",
};

export function SourceStructure() {
  const document = useStore(activeDocument);
  const all = useStructure(document);
  const { outline } = useStore(settings);
  const symbols = useMemo(() => shownSymbols(all, outline), [all, outline]);
  const { line } = useStore(cursor);
  const current = shownAt(symbols, line);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (current) list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [current]);

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
    const rows = [...(list.current?.querySelectorAll<HTMLElement>("[role=option]") ?? [])];
    const at = rows.indexOf(event.target as HTMLElement);
    const targets: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: rows.length - 1,
    };
    const next = targets[event.key];
    if (next === undefined) return;
    event.preventDefault();
    rows[Math.max(0, Math.min(next, rows.length - 1))]?.focus();
  };

  return (
    <div
      ref={list}
      className="list"
      role="listbox"
      aria-label={t("Structure of {name}", { name: document.file.get().name })}
      onKeyDown={onKeyDown}
    >
      {symbols.map((symbol, index) => (
        <div
          key={`${symbol.line}:${symbol.kind}:${symbol.name}`}
          role="option"
          className={`row symbol ${symbol.kind}`}
          aria-selected={symbol === current}
          tabIndex={symbol === current || (!current && index === 0) ? 0 : -1}
          data-depth={Math.min(symbol.depth, 6)}
          onClick={() => goToLine(symbol.line)}
          onKeyDown={(event) => {
            if (event.key === "Enter") goToLine(symbol.line);
          }}
        >
          <span className="symbol-sign">{signs[symbol.kind]}</span>
          <span className="row-label">{symbol.name}</span>
          <span className="row-end">{symbol.line}</span>
        </div>
      ))}
    </div>
  );
}
