/** The page of a data viewer: a bar with what is shown of the table and what can be done with it, and its grid. */
import { useEffect, useMemo, useRef, useState } from "react";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import { type MenuPlace, type PopupGroup, PopupMenu } from "../floor/menus/popup-menu";
import { notify, sentenceOf } from "../floor/notices/notices";
import { useStore } from "../floor/store";
import { windowShells } from "../kernels/window-shells";
import { CellField } from "./cell-field";
import { menuOf } from "./cell-menu";
import { colourScale } from "./colour-scale";
import { ColumnHead } from "./column-head";
import { type CopyFormat, textOfCells } from "./copy-cells";
import { DataBar } from "./data-bar";
import { DataFoot } from "./data-foot";
import { FilterLine } from "./filter-bar";
import { FindLine } from "./find-line";
import { DataGrid, type GridHandle } from "./grid/data-grid";
import { blockOf, type Place } from "./grid/selection";
import { moved, shownColumns, toggled } from "./looks";
import { useTotals } from "./selection-totals";
import { ShownPart } from "./shown-part";
import { NEVER, NOTHING } from "./switched-off";
import type { DataViewer } from "./viewer";
import "./data.css";
import "./data-bar.css";

/** Of the head over the columns, in px: three lines. */
const HEAD_HEIGHT = 68;

export interface DataPageProps {
  readonly viewer: DataViewer;
  /** Closes the page. */
  readonly close: () => void;
}

export function DataPage({ viewer, close }: DataPageProps) {
  const { table, source } = viewer;
  const { opened, rows, view, problem } = useStore(table.state);
  const { lack, step } = useStore(source.state);
  const drawn = useStore(table.drawn);
  const widths = useStore(viewer.widths);
  const looks = useStore(viewer.looks);
  const selection = useStore(viewer.selection);
  const { edits } = viewer;
  const editing = useStore(edits?.on ?? NEVER);
  const edited = useStore(edits?.done ?? NOTHING);
  const grid = useRef<GridHandle>(null);
  /** The cell that is edited, and what its field begins with. */
  const [field, setField] = useState<{ place: Place; text: string } | null>(null);
  const [asked, setAsked] = useState(false);
  /** Null: no filter is being written. */
  const [filtering, setFiltering] = useState<string | null>(null);
  const [finding, setFinding] = useState(false);
  const [menu, setMenu] = useState<{ place: MenuPlace; groups: readonly PopupGroup[] } | null>(null);
  const count = opened?.columns ?? 0;
  const shown = useMemo(() => shownColumns(looks, count), [looks, count]);
  // Widths and formats are found as columns come.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are read from the viewer when these change
  const widthOf = useMemo(() => (column: number) => viewer.widthOf(column), [viewer, widths, drawn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const formatOf = useMemo(() => (column: number) => viewer.formatOf(column), [viewer, looks, drawn]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const colourOf = useMemo(() => colourScale(viewer), [viewer, looks, drawn]);

  const there = opened !== null;
  // What comes back with the window, in front, leaves the keyboard where that puts it.
  const quiet = useRef(viewer.reopened && !windowShells().restored.get());
  useEffect(() => {
    if (there && !quiet.current) grid.current?.focus();
    if (there) quiet.current = false;
  }, [there]);

  const choose = (place: Place) => {
    viewer.selection.set({ anchor: place, current: place });
    grid.current?.reveal(place);
  };
  /** The keyboard goes with it. */
  const moveColumn = (column: number, place: number) => {
    if (place < 0 || place >= shown.length) return;
    viewer.looks.set((now) => moved(now, shown, column, place));
    const { row } = viewer.selection.get().current;
    choose({ row, column: shownColumns(viewer.looks.get(), count).indexOf(column) });
  };
  const goTo = (row: number) => {
    choose({ row, column: viewer.selection.get().current.column });
    grid.current?.focus();
  };

  useTotals(viewer);
  const copy = (format: CopyFormat) => {
    const copied = textOfCells(table, blockOf(viewer.selection.get()), shown, format)
      .then((text) => navigator.clipboard.writeText(text))
      .catch((error: unknown) => void notify({ level: "warning", sentence: sentenceOf(error) }));
    unawaited("copying cells", copied);
  };
  const canEdit = edits !== null && (opened?.can ?? []).includes("edit");
  const edit = (place: Place, text?: string) => {
    const column = shown[place.column];
    if (!editing || !canEdit || place.row < 0 || column === undefined) return false;
    const begin = async () => {
      const answer = await table.ask({ op: "cell", row: place.row, column }).catch(() => null);
      const cell = table.cells.cell(place.row, column);
      const whole = answer?.status === "ok" && answer.op === "cell" && !answer.cut ? answer.text : "";
      setField({ place, text: cell?.missing ? "" : whole });
    };
    if (text === undefined) unawaited("editing a cell", begin());
    else setField({ place, text });
    return true;
  };
  const openMenu = (place: Place, at: MenuPlace) => {
    const groups = menuOf(viewer, place, shown, {
      copy,
      filter: setFiltering,
      open: (next) => setMenu({ place: at, groups: next }),
    });
    setMenu({ place: at, groups });
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
      <DataBar
        viewer={viewer}
        filtering={filtering !== null}
        toggleFilter={() => setFiltering(filtering === null ? "" : null)}
        finding={finding}
        toggleFind={() => setFinding(!finding)}
        openMenu={(place, groups) => setMenu({ place, groups })}
        goTo={goTo}
        asked={asked}
        answered={() => setAsked(false)}
      />
      {filtering === null ? (
        <ShownPart viewer={viewer} openMenu={(place, groups) => setMenu({ place, groups })} />
      ) : (
        <FilterLine
          table={table}
          begin={filtering}
          close={() => {
            setFiltering(null);
            grid.current?.focus();
          }}
        />
      )}
      {said ? (
        <div className="bar warning" role="status">
          <span className="bar-sentence">{said}</span>
          {lack && step ? (
            <button
              type="button"
              className="button"
              onClick={() =>
                unawaited(
                  "a table's next step",
                  step.run().catch((error: unknown) => {
                    notify({ level: "error", sentence: sentenceOf(error) });
                  }),
                )
              }
            >
              {step.label}
            </button>
          ) : null}
        </div>
      ) : null}
      <div className="data-body">
        {finding && opened ? (
          <FindLine
            table={table}
            from={() => {
              const { row, column } = viewer.selection.get().current;
              return { row, column: shown[column] ?? 0 };
            }}
            found={({ row, column }) => {
              viewer.looks.set((now) =>
                now.hidden.has(column) ? { ...now, hidden: toggled(now.hidden, column) } : now,
              );
              choose({ row, column: shownColumns(viewer.looks.get(), count).indexOf(column) });
            }}
            close={() => {
              setFinding(false);
              grid.current?.focus();
            }}
          />
        ) : null}
        {opened ? (
          <DataGrid
            table={table}
            label={t("Data: {name}", { name: source.name })}
            columns={shown}
            frozen={shown.findLastIndex((column) => looks.frozen.has(column)) + 1}
            widthOf={widthOf}
            formatOf={formatOf}
            colourOf={colourOf}
            headHeight={HEAD_HEIGHT}
            head={(column, place) => (
              <ColumnHead
                table={table}
                column={column}
                view={view}
                menu={(at) => openMenu({ row: -1, column: place }, at)}
              />
            )}
            selection={selection}
            select={(next) => viewer.selection.set(next)}
            act={(place, event) => {
              const column = shown[place.column];
              if (edit(place)) return;
              if (place.row < 0 && column !== undefined) table.sortBy(column, event.shiftKey);
            }}
            menu={openMenu}
            onKey={(event) => {
              const step = event.key === "ArrowLeft" ? -1 : event.key === "ArrowRight" ? 1 : 0;
              if (event.altKey && event.shiftKey && step !== 0) {
                const place = viewer.selection.get().current.column;
                moveColumn(shown[place] ?? 0, place + step);
                return true;
              }
              const { current } = viewer.selection.get();
              if (event.key === "F2") return edit(current);
              if (!event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1)
                return edit(current, event.key);
              if (!event.ctrlKey && !event.metaKey) return false;
              const key = event.key.toLowerCase();
              if (key === "g") setAsked(true);
              else if (key === "f") setFinding(true);
              else if (key === "z" && edits && edited.length > 0) unawaited("undoing an edit", edits.undo());
              else if (key === "c") copy(event.shiftKey ? "tsv with names" : "tsv");
              else if (key === "a")
                viewer.selection.set({
                  anchor: { row: 0, column: 0 },
                  current: { row: Math.max(0, rows - 1), column: Math.max(0, shown.length - 1) },
                });
              else return false;
              return true;
            }}
            field={
              field && {
                place: field.place,
                element: (
                  <CellField
                    key={`${field.place.row}/${field.place.column}`}
                    text={field.text}
                    assign={async (value) =>
                      (await edits?.assign(field.place.row, shown[field.place.column] ?? 0, value)) ?? null
                    }
                    close={(down) => {
                      setField(null);
                      grid.current?.focus();
                      const { row, column } = field.place;
                      if (down && row + 1 < rows) choose({ row: row + 1, column });
                    }}
                  />
                ),
              }
            }
            resize={(column, width) => viewer.resize(column, width)}
            move={moveColumn}
            scrolled={viewer.scrolled}
            handle={grid}
          />
        ) : said ? null : (
          <p className="tool-nothing">{t("Reading…")}</p>
        )}
      </div>
      <DataFoot viewer={viewer} />
      {menu ? (
        <PopupMenu label={t("Cells")} place={menu.place} groups={menu.groups} close={() => setMenu(null)} />
      ) : null}
    </div>
  );
}
