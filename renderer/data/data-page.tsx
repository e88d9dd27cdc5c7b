/** The page of a data viewer: a bar with what is shown of the table and what can be done with it, and its grid. */
import { useEffect, useMemo, useRef, useState } from "react";
import { t } from "../../preload/texts/texts";
import { Icon } from "../floor/look/icons";
import { useStore } from "../floor/store";
import { ColumnHead } from "./column-head";
import { DataGrid, type GridHandle } from "./grid/data-grid";
import { RowField } from "./row-field";
import type { DataViewer } from "./viewer";
import "./data.css";

/** Of the head over the columns, in px: three lines. */
const HEAD_HEIGHT = 48;

export interface DataPageProps {
  readonly viewer: DataViewer;
  /** Closes the page. */
  readonly close: () => void;
}

export function DataPage({ viewer, close }: DataPageProps) {
  const { table, source } = viewer;
  const { opened, rows, view, working, problem } = useStore(table.state);
  const { words, lack } = useStore(source.state);
  const drawn = useStore(table.drawn);
  const widths = useStore(viewer.widths);
  const formats = useStore(viewer.formats);
  const selection = useStore(viewer.selection);
  const grid = useRef<GridHandle>(null);
  const [asked, setAsked] = useState(false);
  const count = opened?.columns ?? 0;
  const columns = useMemo(() => Array.from({ length: count }, (_, at) => at), [count]);
  // Widths and formats are found as columns come.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are read from the viewer when these change
  const widthOf = useMemo(() => (column: number) => viewer.widthOf(column), [viewer, widths, drawn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const formatOf = useMemo(() => (column: number) => viewer.formatOf(column), [viewer, formats, drawn]);

  const there = opened !== null;
  useEffect(() => {
    if (there) grid.current?.focus();
  }, [there]);

  const goTo = (row: number) => {
    const { column } = viewer.selection.get().current;
    const place = { row, column };
    viewer.selection.set({ anchor: place, current: place });
    grid.current?.reveal(place);
    grid.current?.focus();
  };

  const said = lack ?? problem;
  return (
    // The keys of the editor are not meant here.
    <div
      className="data-page"
      role="region"
      aria-label={t("Data viewer")}
      data-place="page"
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "w") return;
        event.preventDefault();
        close();
      }}
    >
      <div className="tool-bar data-bar">
        <span className="data-shape">
          <Icon name="table" />
          {opened ? t("{rows} × {columns}", { rows: opened.rows, columns: opened.columns }) : ""}
        </span>
        <span className="data-words">{words}</span>
        <span className="data-order" role="status">
          {working ? t("Sorting and filtering…") : orderWords(viewer)}
        </span>
        {working ? (
          <button type="button" className="button" onClick={() => table.cancel()}>
            {t("Cancel")}
          </button>
        ) : null}
        <RowField rows={rows} go={goTo} asked={asked} answered={() => setAsked(false)} />
      </div>
      {said ? (
        <div className="bar warning" role="status">
          <span className="bar-sentence">{said}</span>
        </div>
      ) : null}
      {opened ? (
        <DataGrid
          table={table}
          label={t("Data: {name}", { name: source.name })}
          columns={columns}
          widthOf={widthOf}
          formatOf={formatOf}
          headHeight={HEAD_HEIGHT}
          head={(column) => <ColumnHead table={table} column={column} view={view} />}
          selection={selection}
          select={(next) => viewer.selection.set(next)}
          act={(place, event) => {
            const column = columns[place.column];
            if (place.row < 0 && column !== undefined) table.sortBy(column, event.shiftKey);
          }}
          menu={() => {}}
          onKey={(event) => {
            if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "g") {
              setAsked(true);
              return true;
            }
            return false;
          }}
          resize={(column, width) => viewer.resize(column, width)}
          scrolled={viewer.scrolled}
          handle={grid}
        />
      ) : said ? null : (
        <p className="tool-nothing">{t("Reading…")}</p>
      )}
    </div>
  );
}

/** How many rows are shown of a filtered table, and by what they are sorted: "1,204 rows · residual ↓". */
function orderWords({ table }: DataViewer): string {
  const { opened, rows, view } = table.state.get();
  if (!opened) return "";
  const sorted = view.sort.map(({ column, descending }) => {
    const name = table.columns.get(column)?.name ?? String(column);
    return `${name} ${descending ? "↓" : "↑"}`;
  });
  const left = view.filters.length > 0 ? [t("{count} rows", { count: rows })] : [];
  return [...left, ...(sorted.length > 0 ? [sorted.join(", ")] : [])].join(" · ");
}
