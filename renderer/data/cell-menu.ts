/** The menu of a cell, or of the head of its column. */
import { t } from "../../preload/texts/texts";
import type { PopupGroup, PopupItem } from "../floor/menus/popup-menu";
import type { CopyFormat } from "./copy-cells";
import { type CellFormat, isFractional, isWhole } from "./grid/cell-format";
import type { Place } from "./grid/selection";
import { moved, NO_LOOKS, toggled } from "./looks";
import type { DataViewer } from "./viewer";

/** What the page does for its menu. */
export interface MenuActions {
  readonly copy: (format: CopyFormat) => void;
  /** Begins a filter. */
  readonly filter: (text: string) => void;
  /** Another menu at the same place. */
  readonly open: (groups: readonly PopupGroup[]) => void;
}

/** @param shown the columns by their places */
export function menuOf(
  viewer: DataViewer,
  { row, column: place }: Place,
  shown: readonly number[],
  { copy, filter: begin, open }: MenuActions,
): readonly PopupGroup[] {
  const column = shown[place];
  if (column === undefined) return [];
  const { table } = viewer;
  const { view } = table.state.get();
  const name = nameOf(viewer, column);
  const cell = row < 0 ? undefined : table.cells.cell(row, column);
  const sort = (descending: boolean) => table.show({ ...view, sort: [{ column, descending }] });
  const filter = (test: "=" | "missing" | "present", value: string) =>
    table.filter([...view.filters, { column, test, value: value.slice(0, 1000) }]);
  return [
    {
      items: [
        { label: t("Sort upwards"), run: () => sort(false) },
        { label: t("Sort downwards"), run: () => sort(true) },
        { label: t("As it is in the table"), run: () => table.show({ ...view, sort: [] }) },
      ],
    },
    {
      items: [
        { label: t("Filter by {name}…", { name }), run: () => begin(`${name} `) },
        ...(cell && !cell.missing
          ? [{ label: t("Only rows with this value"), run: () => filter("=", cell.text) }]
          : []),
        { label: t("Only rows where it is missing"), run: () => filter("missing", "") },
        { label: t("Only rows where it is not missing"), run: () => filter("present", "") },
      ],
    },
    columnItems(viewer, column, place, shown, open),
    {
      items: [
        { label: t("Copy|data"), run: () => copy("tsv") },
        { label: t("Copy with names"), run: () => copy("tsv with names") },
        { label: t("Copy as Markdown"), run: () => copy("markdown") },
        { label: t("Copy as code"), run: () => copy("code") },
      ],
    },
  ];
}

/** Columns that are listed one by one. */
const MOST_LISTED = 30;

/** The way back for what is hidden. */
export function hiddenColumns(viewer: DataViewer): readonly PopupGroup[] {
  const hidden = [...viewer.looks.get().hidden].sort((a, b) => a - b);
  const show = (columns: readonly number[]) =>
    viewer.looks.set((now) => ({
      ...now,
      hidden: new Set([...now.hidden].filter((one) => !columns.includes(one))),
    }));
  return [
    { items: [{ label: t("Show all columns"), run: () => show(hidden) }] },
    {
      items: hidden.slice(0, MOST_LISTED).map((column) => ({
        label: t("Show {name}", { name: nameOf(viewer, column) }),
        run: () => show([column]),
      })),
    },
  ];
}

const nameOf = (viewer: DataViewer, column: number) =>
  viewer.table.columns.get(column)?.name ?? String(column);

function columnItems(
  viewer: DataViewer,
  column: number,
  place: number,
  shown: readonly number[],
  open: MenuActions["open"],
): PopupGroup {
  const { looks } = viewer;
  const { hidden, frozen, coloured, allColoured } = looks.get();
  const described = viewer.table.columns.get(column);
  const formats = described ? formatGroups(viewer, column) : [];
  const upTo = shown.slice(0, place + 1);
  const move = (to: number) => looks.set((now) => moved(now, shown, column, to));
  return {
    items: [
      ...(formats.length > 0 ? [{ label: t("Format…|cells"), run: () => open(formats) }] : []),
      ...(described?.kind === "number"
        ? [
            {
              label: t("Colour scale"),
              checked: allColoured || coloured.has(column),
              run: () =>
                looks.set((now) =>
                  allColoured
                    ? { ...now, allColoured: false, coloured: new Set() }
                    : { ...now, coloured: toggled(now.coloured, column) },
                ),
            },
            {
              label: t("Colour scale in all columns"),
              checked: allColoured,
              run: () => looks.set((now) => ({ ...now, allColoured: !allColoured })),
            },
          ]
        : []),
      frozen.size > 0 && place + 1 === frozen.size
        ? {
            label: t("Columns stand still up to here"),
            checked: true,
            run: () => looks.set((now) => ({ ...now, frozen: new Set() })),
          }
        : {
            label: t("Columns stand still up to here"),
            checked: false,
            run: () => looks.set((now) => ({ ...now, frozen: new Set(upTo) })),
          },
      ...(place > 0 ? [{ label: t("Move column to the left"), run: () => move(place - 1) }] : []),
      ...(place < shown.length - 1
        ? [{ label: t("Move column to the right"), run: () => move(place + 1) }]
        : []),
      {
        label: t("Hide column"),
        disabled: shown.length < 2,
        run: () => looks.set((now) => ({ ...now, hidden: toggled(now.hidden, column, true) })),
      },
      ...(looks.get().moves.length + hidden.size + frozen.size > 0
        ? [
            {
              label: t("Columns as they are in the table"),
              run: () =>
                looks.set((now) => ({ ...now, moves: NO_LOOKS.moves, hidden: new Set(), frozen: new Set() })),
            },
          ]
        : []),
    ],
  };
}

/** Digits behind the point that are offered. */
const DIGITS = [0, 1, 2, 3, 4, 6, 9, 12];

function formatGroups(viewer: DataViewer, column: number): readonly PopupGroup[] {
  const described = viewer.table.columns.get(column);
  if (!described) return [];
  const now = viewer.looks.get().formats.get(column);
  const item = (label: string, format: CellFormat | null): PopupItem => ({
    label,
    chosen: JSON.stringify(now ?? null) === JSON.stringify(format),
    run: () => viewer.format(column, format),
  });
  const first = {
    items: [item(t("By what the column has"), null), item(t("As it was written"), { kind: "plain" })],
  };
  if (described.kind === "time")
    return [
      first,
      {
        items: [
          item(t("Date"), { kind: "day" }),
          item(t("Weekday and date"), { kind: "weekday" }),
          item(t("Time of day"), { kind: "time" }),
        ],
      },
    ];
  if (described.kind !== "number") return [];
  const places = isFractional(described) ? 2 : 0;
  return [
    first,
    {
      items: DIGITS.map((digits) =>
        item(t("{count} digits behind the point", { count: digits }), { kind: "fixed", places: digits }),
      ),
    },
    {
      items: [
        item(t("Thousands apart"), { kind: "grouped", places }),
        item(t("With an exponent"), { kind: "exponent", places: 4 }),
        ...(isWhole(described) ? [item(t("Hexadecimal"), { kind: "hex" })] : []),
      ],
    },
  ];
}
