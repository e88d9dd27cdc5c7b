/**
 * A table of any length and width: only the cells in view are drawn, on a surface that stays in place while the scroll
 * bars move what it shows.
 */
import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import { t } from "../../../preload/texts/texts";
import { type Store, useStore } from "../../floor/store";
import type { ViewedTable } from "../table/viewed-table";
import { type CellFormat, formatted } from "./cell-format";
import { ColumnPlaces } from "./geometry";
import { GridCell, HeadCell } from "./grid-cells";
import { blockOf, isIn, type Place, placeAfter, type Selection } from "./selection";
import { useHeadDrag } from "./use-head-drag";
import { type ScrolledTo, useScrolling } from "./use-scrolling";

/** What whoever draws a grid may have it do. */
export interface GridHandle {
  focus(): void;
  /** Brings a cell into view. */
  reveal(place: Place): void;
}

export interface DataGridProps {
  readonly table: ViewedTable;
  readonly label: string;
  /** The columns in the order of their places. */
  readonly columns: readonly number[];
  /** How many of them, from the first, stand still. */
  readonly frozen: number;
  readonly widthOf: (column: number) => number;
  readonly formatOf: (column: number) => CellFormat;
  /** Where a cell is in its column's scale of colours, from -1 to 1; null: it has none. */
  readonly colourOf: (column: number, text: string) => number | null;
  readonly headHeight: number;
  readonly head: (column: number, place: number) => ReactNode;
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  /** Enter or a double click on a cell, or on the head of a column. */
  readonly act: (place: Place, event: KeyboardEvent | MouseEvent) => void;
  readonly menu: (place: Place, at: { x: number; y: number }) => void;
  /** A key that is none of the grid's own; true: it was used. */
  readonly onKey: (event: KeyboardEvent) => boolean;
  /** What is drawn in the place of a cell: the field that edits it. */
  readonly field: { readonly place: Place; readonly element: ReactNode } | null;
  readonly scrolled: Store<ScrolledTo>;
  readonly resize: (column: number, width: number) => void;
  /** A column was dragged to a place. */
  readonly move: (column: number, place: number) => void;
  readonly handle: React.RefObject<GridHandle | null>;
}

/** Of a label of rows, in px for a character. */
const DIGIT = 7.3;
/** Room that stays for the columns that are scrolled, in px: what stands still never takes all. */
const SCROLLED_ROOM = 120;

export function DataGrid(props: DataGridProps) {
  const { table, label, columns, widthOf, formatOf, colourOf, headHeight, head } = props;
  const { selection, select, act, menu, field } = props;
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const { rows, opened } = useStore(table.state);
  useStore(table.drawn);
  const places = useMemo(() => new ColumnPlaces(columns.map(widthOf)), [columns, widthOf]);
  const seen = useScrolling(grid, rows, headHeight, props.scrolled);
  const { top, left, width, height, rowHeight, extent, rowsInView, scrollTo } = seen;

  const from = Math.floor(top);
  const to = Math.min(rows, Math.ceil(top + rowsInView) + 1);
  const labelWidth = useLabelWidth(table, from, to);
  let frozen = Math.min(props.frozen, columns.length);
  while (frozen > 0 && places.left(frozen) > width - labelWidth - SCROLLED_ROOM) frozen--;
  const still = places.left(frozen);
  const first = Math.max(frozen, places.at(left + still));
  const last = Math.min(columns.length, places.at(left + Math.max(0, width - labelWidth)) + 1);
  /** Places of the columns in view. */
  const seenPlaces = [
    ...Array.from({ length: frozen }, (_, at) => at),
    ...Array.from({ length: Math.max(0, last - first) }, (_, at) => first + at),
  ];
  const inView = seenPlaces.map((place) => columns[place] ?? 0);
  const leftOf = (place: number) => labelWidth + places.left(place) - (place < frozen ? 0 : left);
  const { cells } = table;

  const wanted = inView.join(",");
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is needed is told by these
  useEffect(() => {
    if (rowHeight > 0) table.need({ from, to, columns: inView });
  }, [table, from, to, wanted, rowHeight, opened]);

  const { current } = selection;
  const block = blockOf(selection);
  const reveal = ({ row, column }: Place) => {
    if (row >= 0 && row < top) scrollTo({ top: row });
    else if (row + 1 > top + rowsInView) scrollTo({ top: row + 1 - rowsInView });
    const room = width - labelWidth;
    if (column < frozen) return;
    const begin = places.left(column);
    const end = begin + places.widthOf(column);
    if (begin < left + still) scrollTo({ left: begin - still });
    else if (end > left + room) scrollTo({ left: Math.min(begin - still, end - room) });
  };
  useImperativeHandle(props.handle, () => ({ focus: () => grid.current?.focus(), reveal }));

  /** A cell that was gone to stays in view while the columns beside it find their widths, until it is scrolled away from. */
  const follows = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the columns have moved
  useLayoutEffect(() => {
    if (follows.current) reveal(current);
  }, [places]);

  const go = (to: Place, extend: boolean) => {
    follows.current = true;
    const next =
      extend && to.row >= 0 ? { anchor: selection.anchor, current: to } : { anchor: to, current: to };
    select(next);
    reveal(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== grid.current) return;
    const control = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor(rowsInView) - 1);
    const to = event.altKey
      ? undefined
      : placeAfter(current, event.key, control, { rows, columns: columns.length, page });
    if (to) go(to, event.shiftKey);
    else if (event.key === "Enter" && !control && !event.altKey) act(current, event);
    else if (event.key === "ContextMenu" || (event.shiftKey && event.key === "F10")) {
      const box = document.getElementById(cellId(id, current))?.getBoundingClientRect();
      menu(current, { x: box?.left ?? 0, y: box?.bottom ?? 0 });
    } else if (!props.onKey(event)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** Where a pointer is; undefined beside the cells. */
  const placeAt = (event: { clientX: number; clientY: number }): Place | undefined => {
    const box = grid.current?.getBoundingClientRect();
    if (!box || columns.length === 0) return undefined;
    const y = event.clientY - box.top;
    const x = event.clientX - box.left - labelWidth;
    const row = y < headHeight ? -1 : Math.floor(top + (y - headHeight) / rowHeight);
    return { row: Math.min(row, rows - 1), column: places.at(x < still ? Math.max(0, x) : x + left) };
  };
  const drag = useHeadDrag({
    places,
    /** From the left of all columns, by a place of the pointer. */
    xOf: (clientX) => {
      const x = clientX - (grid.current?.getBoundingClientRect().left ?? 0) - labelWidth;
      return x < still ? Math.max(0, x) : x + left;
    },
    move: (place, to) => props.move(columns[place] ?? 0, to),
  });
  const onPointerDown = (event: React.PointerEvent) => {
    if (event.button !== 0 || (event.target as Element).closest("button, .column-edge, .data-editing"))
      return;
    const box = grid.current?.getBoundingClientRect();
    const place = placeAt(event);
    if (!box || !place || event.clientX - box.left > grid.current!.clientWidth) return;
    const inLabels = event.clientX - box.left < labelWidth;
    if (place.row < 0 && inLabels) {
      // The corner: all.
      select({ anchor: { row: 0, column: 0 }, current: { row: rows - 1, column: columns.length - 1 } });
      return;
    }
    if (inLabels) {
      const begin = event.shiftKey ? selection.anchor.row : place.row;
      select({ anchor: { row: begin, column: 0 }, current: { row: place.row, column: columns.length - 1 } });
      return;
    }
    select(
      event.shiftKey && place.row >= 0
        ? { anchor: selection.anchor, current: place }
        : { anchor: place, current: place },
    );
    if (place.row < 0) return;
    const anchor = event.shiftKey ? selection.anchor : place;
    const element = event.currentTarget;
    const move = (moved: Event) => {
      const now = placeAt(moved as PointerEvent);
      if (!now) return;
      const to = { row: Math.max(0, now.row), column: now.column };
      select({ anchor, current: to });
      reveal(to);
    };
    const end = () => {
      element.removeEventListener("pointermove", move);
      element.removeEventListener("pointerup", end);
      element.removeEventListener("pointercancel", end);
    };
    element.setPointerCapture(event.pointerId);
    element.addEventListener("pointermove", move);
    element.addEventListener("pointerup", end);
    element.addEventListener("pointercancel", end);
  };

  const drawnCurrent =
    seenPlaces.includes(current.column) && (current.row < 0 || (current.row >= from && current.row < to));
  const drawn: ReactNode[] = [];
  for (let row = from; row < to; row++) {
    const found = inView.map((column) => cells.cell(row, column));
    const rowLabel = cells.label(row, inView[0] ?? 0);
    drawn.push(
      <div
        key={row}
        role="row"
        aria-rowindex={row + 2}
        className="data-row"
        style={{ top: Math.round(headHeight + (row - top) * rowHeight), width }}
      >
        <div role="rowheader" aria-colindex={1} className="data-label" style={{ width: labelWidth }}>
          {rowLabel ?? ""}
        </div>
        {inView.map((column, at) => {
          const place = { row, column: seenPlaces[at] ?? 0 };
          const cell = found[at];
          const description = table.columns.get(column);
          return (
            <GridCell
              key={column}
              id={cellId(id, place)}
              index={place.column + 2}
              left={leftOf(place.column)}
              width={places.widthOf(place.column)}
              text={cell ? (cell.missing ? cell.text : formatted(cell.text, formatOf(column))) : null}
              kind={description?.kind ?? "other"}
              missing={cell?.missing ?? false}
              selected={isIn(block, place) && current.row >= 0}
              current={place.row === current.row && place.column === current.column}
              frozen={place.column < frozen}
              colour={cell && !cell.missing ? colourOf(column, cell.text) : null}
            />
          );
        })}
      </div>,
    );
  }

  return (
    <div
      ref={grid}
      className="data-grid"
      style={{ "--head": `${headHeight}px`, "--labels": `${labelWidth}px` } as CSSProperties}
      role="grid"
      aria-label={label}
      aria-rowcount={rows + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable="true"
      aria-activedescendant={drawnCurrent ? cellId(id, current) : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        follows.current = false;
        onPointerDown(event);
      }}
      onWheel={() => {
        follows.current = false;
      }}
      onMouseDown={(event) => {
        // The keyboard stays the grid's: what has it in a head would have the browser scroll.
        if (!(event.target as Element).closest("button")) return;
        event.preventDefault();
        grid.current?.focus({ preventScroll: true });
      }}
      onDoubleClick={(event) => {
        const place = placeAt(event);
        if (place && place.row >= 0) act(place, event);
      }}
      onContextMenu={(event) => {
        event.preventDefault();
        const place = placeAt(event);
        if (!place) return;
        if (!isIn(block, place) || place.row < 0) select({ anchor: place, current: place });
        menu(place, { x: event.clientX, y: event.clientY });
      }}
    >
      <div
        className="data-extent"
        role="presentation"
        style={{ width: Math.max(width, labelWidth + places.width), height: headHeight + extent }}
      >
        <div className="data-surface" role="presentation" style={{ width, height }}>
          {drawn}
          {field &&
          field.place.row >= from &&
          field.place.row < to &&
          seenPlaces.includes(field.place.column) ? (
            <div
              className="data-editing"
              role="presentation"
              style={{
                top: Math.round(headHeight + (field.place.row - top) * rowHeight),
                left: leftOf(field.place.column),
                minWidth: places.widthOf(field.place.column),
              }}
            >
              {field.element}
            </div>
          ) : null}
          <div role="row" aria-rowindex={1} className="data-head" style={{ width, height: headHeight }}>
            <div role="columnheader" aria-colindex={1} className="data-corner" style={{ width: labelWidth }}>
              {opened?.labels || t("Row")}
            </div>
            {inView.map((column, at) => {
              const place = seenPlaces[at] ?? 0;
              return (
                <HeadCell
                  key={column}
                  id={cellId(id, { row: -1, column: place })}
                  index={place + 2}
                  left={leftOf(place)}
                  width={places.widthOf(place)}
                  sort={sortOf(table, column)}
                  current={current.row < 0 && current.column === place}
                  frozen={place < frozen}
                  resize={(to) => props.resize(column, to)}
                  drag={(event) => drag.begin(event, place)}
                >
                  {head(column, place)}
                </HeadCell>
              );
            })}
            {drag.to === null ? null : (
              <div className="data-drop" role="presentation" style={{ left: leftOf(drag.to) }} />
            )}
          </div>
        </div>
      </div>
    </div>
  );
}

const cellId = (id: string, { row, column }: Place) => `${id}-${row}-${column}`;

function sortOf(table: ViewedTable, column: number): "ascending" | "descending" | "none" {
  const key = table.state.get().view.sort.find((one) => one.column === column);
  return key ? (key.descending ? "descending" : "ascending") : "none";
}

/** As wide as the longest label of the rows that were seen. */
function useLabelWidth(table: ViewedTable, from: number, to: number): number {
  const widest = useRef(0);
  let characters = String(to).length;
  // Of rows that were sorted or filtered the labels are longer than the places.
  for (let row = from; row < to; row++)
    characters = Math.max(characters, table.cells.label(row, 0)?.length ?? 0);
  const width = Math.min(260, Math.max(48, Math.ceil(characters * DIGIT) + 24));
  useLayoutEffect(() => {
    widest.current = Math.max(widest.current, width);
  });
  return Math.max(widest.current, width);
}
