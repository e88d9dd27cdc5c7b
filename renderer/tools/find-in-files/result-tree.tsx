/** What was found, as a tree: only the rows in view are drawn. */

import { type KeyboardEvent, type Ref, useEffect, useRef } from "react";
import type { FoundPlace } from "../../../preload/contract/searching";
import { t } from "../../../preload/texts/texts";
import { documents } from "../../code/documents";
import { openFolder } from "../../floor/app";
import { bothRefs } from "../../floor/both-refs";
import { stepWithin } from "../../floor/lists/list-keys";
import { showRow, useRowsInView } from "../../floor/lists/rows-in-view";
import { Icon } from "../../floor/look/icons";
import { baseName, folderOf, pathWithin } from "../../floor/paths";
import { useStore } from "../../floor/store";
import type { FileFound } from "./found-files";
import type { ResultRow } from "./rows";
import { leftOut } from "./search-state";

function nameOf({ path, document }: FileFound): string {
  if (path !== null) return baseName(path);
  return (
    documents
      .get()
      .find(({ id }) => id === document)
      ?.file.get().name ?? ""
  );
}

/** "12", or in a notebook "[3] 2": cell 3, its line 2. */
function lineOf({ line, cell }: FoundPlace): string {
  return cell ? `[${cell.number}] ${cell.line}` : String(line);
}

function labelOf(place: FoundPlace): string {
  const text = `${place.before}${place.text}${place.after}`;
  return place.cell
    ? t("Cell {cell}, line {line}: {text}", {
        cell: String(place.cell.number),
        line: String(place.cell.line),
        text,
      })
    : t("Line {line}: {text}", { line: String(place.line), text });
}

function setLeftOut(places: readonly FoundPlace[], out: boolean): void {
  leftOut.set((now) => {
    const next = new Set(now);
    for (const place of places) {
      if (out) next.add(place);
      else next.delete(place);
    }
    return next;
  });
}

/** Takes a row's places in, or leaves them out. */
export function toggleRow(row: ResultRow): void {
  const places = row.kind === "file" ? row.file.places : [row.place];
  setLeftOut(places, !places.every((place) => leftOut.get().has(place)));
}

interface RowProps {
  readonly row: ResultRow;
  readonly id: string;
  readonly top: number;
  readonly chosen: boolean;
  readonly replacing: boolean;
  readonly count: number;
  readonly choose: () => void;
}

function Row({ row, id, top, chosen, replacing, count, choose }: RowProps) {
  const out = useStore(leftOut);
  const folder = useStore(openFolder);
  const { file } = row;
  const places = row.kind === "file" ? file.places : [row.place];
  const taken = places.filter((place) => !out.has(place)).length;
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = taken > 0 && taken < places.length;
  });
  const where = file.path === null ? "" : (pathWithin(folder, folderOf(file.path)) ?? folderOf(file.path));
  return (
    <div
      id={id}
      role="treeitem"
      className={`row found-row found-${row.kind}`}
      style={{ top }}
      aria-level={row.kind === "file" ? 1 : 2}
      aria-setsize={row.kind === "file" ? count : file.places.length}
      aria-posinset={row.at + 1}
      aria-selected={chosen}
      aria-expanded={row.kind === "file" ? !row.folded : undefined}
      aria-checked={replacing ? (taken === places.length ? true : taken > 0 ? "mixed" : false) : undefined}
      aria-label={
        row.kind === "file"
          ? t("{name}, {count} places", {
              name: [nameOf(file), where].filter(Boolean).join(", "),
              count: file.places.length,
            })
          : labelOf(row.place)
      }
      title={row.kind === "file" ? (file.path ?? nameOf(file)) : undefined}
      onClick={choose}
    >
      {row.kind === "file" ? (
        <span className="file-fold">
          <Icon name={row.folded ? "chevronRight" : "chevronDown"} size={12} />
        </span>
      ) : null}
      {replacing ? (
        <input
          ref={box}
          type="checkbox"
          tabIndex={-1}
          aria-hidden="true"
          checked={taken > 0}
          onClick={(event) => event.stopPropagation()}
          onChange={() => toggleRow(row)}
        />
      ) : null}
      {row.kind === "file" ? (
        <>
          <span className="found-name">{nameOf(file)}</span>
          <span className="row-label muted">{where}</span>
          <span className="row-end">{file.places.length}</span>
        </>
      ) : (
        <>
          <span className="found-number">{lineOf(row.place)}</span>
          <Words place={row.place} />
        </>
      )}
    </div>
  );
}

function Words({ place }: { readonly place: FoundPlace }) {
  const { before, text, after, replacement } = place;
  return (
    <code className="row-label found-words">
      {before}
      {replacement === null ? (
        <mark>{text}</mark>
      ) : (
        <>
          <del>{text}</del>
          <ins>{replacement}</ins>
        </>
      )}
      {after}
    </code>
  );
}

interface TreeProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly rows: readonly ResultRow[];
  readonly files: number;
  readonly replacing: boolean;
  readonly at: number;
  readonly setAt: (at: number) => void;
  /** Folds a file, goes to a place. */
  readonly act: (row: ResultRow) => void;
  readonly fold: (row: ResultRow, folded: boolean) => void;
}

export function ResultTree({ ref, rows, files, replacing, at, setAt, act, fold }: TreeProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { first, last, row: height, page } = useRowsInView(scroller, rows.length);
  const go = (to: number) => {
    const next = Math.max(0, Math.min(to, rows.length - 1));
    setAt(next);
    showRow(scroller.current, next, height);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[at];
    if (!row || event.ctrlKey || event.altKey || event.metaKey) return;
    const to = stepWithin(event.key, at, rows.length, page);
    if (to !== undefined) go(to);
    else if (event.key === "Enter") act(row);
    else if (event.key === " ") {
      if (replacing) toggleRow(row);
      else act(row);
    } else if (event.key === "ArrowRight") {
      if (row.kind === "file" && row.folded) fold(row, false);
      else if (row.kind === "file") go(at + 1);
    } else if (event.key === "ArrowLeft") {
      if (row.kind === "file") fold(row, true);
      else go(at - row.at - 1);
    } else return;
    event.preventDefault();
  };
  return (
    <div
      ref={bothRefs(scroller, ref)}
      className="list found-tree"
      role="tree"
      aria-label={t("Results")}
      tabIndex={0}
      aria-multiselectable={replacing ? true : undefined}
      aria-activedescendant={rows[at] ? `found-${at}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="found-rows" role="presentation" style={{ height: rows.length * height }}>
        {rows.slice(first, last).map((row, index) => (
          <Row
            key={row.kind === "file" ? row.file.key : `${row.file.key}:${row.at}`}
            row={row}
            id={`found-${first + index}`}
            top={(first + index) * height}
            chosen={first + index === at}
            replacing={replacing}
            count={files}
            choose={() => {
              setAt(first + index);
              act(row);
            }}
          />
        ))}
      </div>
    </div>
  );
}
