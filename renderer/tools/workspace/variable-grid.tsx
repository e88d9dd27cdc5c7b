/** The variables as a tree with columns: only the rows in view are drawn, and the keyboard moves over all of them. */
import {
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { t } from "../../../preload/texts/texts";
import { byteSize } from "../../../preload/transcript/quantities";
import { stepWithin } from "../../floor/lists/list-keys";
import { useDiffering } from "../../floor/use-differing";
import { COLUMNS, type Column, type Row, type Sorting } from "./rows";

/** Drawn beyond what is in view, in rows. */
const BEYOND = 8;
/** How deep rows are set in at most. */
const MOST_INDENT = 12;

const TITLES: Readonly<Record<Column, string>> = {
  name: t("Name"),
  type: t("Type"),
  shape: t("Shape"),
  value: t("Value"),
  size: t("Size"),
};

const CHANGES = { new: t("new"), changed: t("changed"), removed: t("removed") };

export interface VariableGridProps {
  readonly rows: readonly Row[];
  readonly sorting: Sorting | null;
  readonly sort: (column: Column) => void;
  readonly expand: (path: readonly string[]) => void;
  readonly fold: (path: readonly string[]) => void;
  /** Shows a variable as a table; false where it is none. */
  readonly open: (row: Row) => boolean;
  /** Opens the menu of a row at a place of the window. */
  readonly menu: (row: Row, place: { x: number; y: number }) => void;
  /** A key on a row that is none of the grid's own; true: it was used. */
  readonly onRowKey: (row: Row, event: KeyboardEvent) => boolean;
}

export function VariableGrid({ rows, sorting, sort, expand, fold, open, menu, onRowKey }: VariableGridProps) {
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const { first, last, rowHeight } = useSlice(grid, rows.length);
  const [currentId, setCurrentId] = useState<string | null>(null);
  const found = rows.findIndex((row) => row.id === currentId);
  // Where a row is not there any more, what stands in its place is meant.
  const place = useRef(0);
  const at =
    found >= 0 ? found : currentId === null ? 0 : Math.max(0, Math.min(place.current, rows.length - 1));
  const current = rows[at];
  useEffect(() => {
    place.current = at;
  }, [at]);

  const go = (to: number) => {
    const next = rows[Math.max(0, Math.min(to, rows.length - 1))];
    if (next) setCurrentId(next.id);
  };
  useLayoutEffect(() => {
    const element = grid.current;
    if (!element || currentId === null || rowHeight === 0) return;
    // The head stands over the first row.
    const top = at * rowHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (top + 2 * rowHeight > element.scrollTop + element.clientHeight)
      element.scrollTop = top + 2 * rowHeight - element.clientHeight;
  }, [currentId, at, rowHeight]);

  const act = (row: Row) => {
    if (row.kind === "more") expand(row.path);
    else if (row.kind === "variable" && row.expanded) fold(row.path);
    else if (row.kind === "variable" && row.variable.parts) expand(row.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!current || event.target !== grid.current) return;
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    const step = plain ? stepWithin(event.key, at, rows.length) : undefined;
    const isOpen = current.kind === "variable" && current.expanded;
    if (step !== undefined) go(step);
    else if (plain && event.key === "ArrowRight" && isOpen) go(at + 1);
    else if (plain && event.key === "ArrowRight") act(current);
    else if (plain && event.key === "ArrowLeft" && isOpen) fold(current.path);
    else if (plain && event.key === "ArrowLeft")
      go(rows.findLastIndex((row, index) => index < at && row.depth < current.depth));
    else if (plain && event.key === "Enter") open(current) || act(current);
    else if (plain && event.key === " ") act(current);
    else if (event.key === "ContextMenu" || (event.shiftKey && event.key === "F10")) {
      const box = document.getElementById(`${id}-${at}`)?.getBoundingClientRect();
      menu(current, { x: (box?.left ?? 0) + rowHeight, y: box?.bottom ?? 0 });
    } else if (!onRowKey(current, event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const shown = rows.slice(first, last);
  return (
    <div
      ref={grid}
      className="workspace-grid"
      role="treegrid"
      aria-label={t("Variables")}
      aria-rowcount={rows.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={current && at >= first && at < last ? `${id}-${at}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div role="row" aria-rowindex={1} className="workspace-head workspace-row">
        {COLUMNS.map((column, index) => (
          <div
            key={column}
            role="columnheader"
            aria-colindex={index + 1}
            data-column={column}
            aria-sort={
              sorting?.column === column ? (sorting.descending ? "descending" : "ascending") : "none"
            }
          >
            <button type="button" tabIndex={-1} className="column-head" onClick={() => sort(column)}>
              {TITLES[column]}
              {sorting?.column === column ? (
                <span aria-hidden="true">{sorting.descending ? " ↓" : " ↑"}</span>
              ) : null}
            </button>
          </div>
        ))}
      </div>
      <div role="rowgroup" className="workspace-body" style={{ height: rows.length * rowHeight }}>
        {shown.map((row, offset) => {
          const index = first + offset;
          return (
            <RowView
              key={row.id}
              row={row}
              id={`${id}-${index}`}
              index={index}
              top={index * rowHeight}
              current={index === at && currentId !== null}
              choose={() => {
                setCurrentId(row.id);
                grid.current?.focus({ preventScroll: true });
              }}
              act={() => act(row)}
              enter={() => open(row) || act(row)}
              menu={(event) => {
                event.preventDefault();
                setCurrentId(row.id);
                menu(row, { x: event.clientX, y: event.clientY });
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

interface RowViewProps {
  readonly row: Row;
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly current: boolean;
  readonly choose: () => void;
  readonly act: () => void;
  /** What a double click does. */
  readonly enter: () => void;
  readonly menu: (event: MouseEvent) => void;
}

function RowView({ row, id, index, top, current, choose, act, enter, menu }: RowViewProps) {
  const attributes = {
    id,
    role: "row",
    className: "workspace-row",
    "aria-rowindex": index + 2,
    "aria-level": row.depth + 1,
    "aria-selected": current,
    style: { top },
    onMouseDown: choose,
    onContextMenu: menu,
  } as const;
  const indent = { paddingLeft: `calc(var(--u) * ${2 + 4 * Math.min(row.depth, MOST_INDENT)})` };
  if (row.kind !== "variable") {
    return (
      <div {...attributes} aria-label={wordsOf(row)}>
        <div role="gridcell" className="variable-note" style={indent}>
          {row.kind === "more" ? (
            <button type="button" tabIndex={-1} className="link" onClick={act}>
              {wordsOf(row)}
            </button>
          ) : (
            wordsOf(row)
          )}
        </div>
      </div>
    );
  }
  const { variable, expanded } = row;
  const change = variable.change && CHANGES[variable.change];
  return (
    <div
      {...attributes}
      aria-label={variable.name}
      aria-expanded={variable.parts ? expanded : undefined}
      data-kind={variable.kind}
      data-change={variable.change}
      onDoubleClick={enter}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        data-column="name"
        style={indent}
        title={[row.expression ?? variable.name, variable.type, variable.shape].filter(Boolean).join("\n")}
      >
        <span
          className="variable-fold"
          aria-hidden="true"
          onMouseDown={(event) => {
            if (variable.parts) event.stopPropagation();
          }}
          onClick={act}
        >
          {variable.parts ? (expanded ? "▾" : "▸") : ""}
        </span>
        <span className="variable-name">{variable.name}</span>
      </div>
      <div role="gridcell" aria-colindex={2} data-column="type" title={variable.type}>
        {variable.type}
      </div>
      <div role="gridcell" aria-colindex={3} data-column="shape">
        {variable.shape}
      </div>
      <div role="gridcell" aria-colindex={4} data-column="value" title={variable.value}>
        <span className="variable-value">{variable.late ? t("not looked at") : variable.value}</span>
        {change ? (
          <span className="variable-change" title={change}>
            {change}
          </span>
        ) : null}
      </div>
      <div role="gridcell" aria-colindex={5} data-column="size">
        {variable.size === null ? "" : byteSize(variable.size)}
      </div>
    </div>
  );
}

function wordsOf(row: Exclude<Row, { kind: "variable" }>): string {
  switch (row.kind) {
    case "more":
      return t("Show more: {count} are left", { count: row.left });
    case "reading":
      return t("Reading…");
    case "gone":
      return t("It is not there any more.");
    case "busy":
      return t("The kernel cannot tell it now.");
  }
}

const NOWHERE = { top: 0, height: 0, rowHeight: 0 };

function isSameView(one: typeof NOWHERE, other: typeof NOWHERE): boolean {
  return one.top === other.top && one.height === other.height && one.rowHeight === other.rowHeight;
}

/** Which rows are to be drawn, by where the grid is scrolled to and how large it is. */
function useSlice(grid: React.RefObject<HTMLDivElement | null>, count: number) {
  const [view, setView] = useDiffering(NOWHERE, isSameView);
  useEffect(() => {
    const element = grid.current;
    if (!element) return;
    const look = () => {
      const rowHeight = Number.parseFloat(getComputedStyle(element).getPropertyValue("--row")) || 0;
      const { scrollTop: top, clientHeight: height } = element;
      setView({ top, height, rowHeight });
    };
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    look();
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [grid, setView]);
  const { top, height, rowHeight } = view;
  if (rowHeight === 0) return { first: 0, last: 0, rowHeight };
  const first = Math.max(0, Math.floor(top / rowHeight) - BEYOND);
  return { first, last: Math.min(count, Math.ceil((top + height) / rowHeight) + BEYOND), rowHeight };
}
