/** The bar of a data viewer: what can be done with its table. Where it is narrow buttons show their icons, at last a menu. */
import { useRef } from "react";
import { t } from "../../preload/texts/texts";
import { unawaited } from "../floor/failures";
import { IconButton } from "../floor/icon-button";
import { Icon, type IconName } from "../floor/look/icons";
import { placeBelow } from "../floor/menus/context-menu";
import type { MenuPlace, PopupGroup, PopupItem } from "../floor/menus/popup-menu";
import { useStore } from "../floor/store";
import { asCode } from "./as-code";
import type { CellEdits } from "./edit-cell";
import { exportGroups } from "./export-table";
import { insertLines } from "./insert-code";
import { RowField } from "./row-field";
import { NEVER, NOTHING } from "./switched-off";
import type { DataViewer } from "./viewer";

export interface DataBarProps {
  readonly viewer: DataViewer;
  readonly filtering: boolean;
  readonly toggleFilter: () => void;
  readonly finding: boolean;
  readonly toggleFind: () => void;
  readonly openMenu: (place: MenuPlace, groups: readonly PopupGroup[]) => void;
  readonly goTo: (row: number) => void;
  /** The field of rows is asked for by a key. */
  readonly asked: boolean;
  readonly answered: () => void;
}

export function DataBar(props: DataBarProps) {
  const { viewer, openMenu } = props;
  const { table, source, edits } = viewer;
  const { Reading } = source;
  const { opened, rows, view } = useStore(table.state);
  useStore(table.drawn);
  const exporting = useStore(viewer.exporting);
  const editing = useStore(edits?.on ?? NEVER);
  const edited = useStore(edits?.done ?? NOTHING);
  const more = useRef<HTMLButtonElement>(null);

  const code = opened
    ? asCode({ opened, expression: source.expression, view, columns: table.columns })
    : null;
  const insert = () => unawaited("inserting code", insertLines(code ?? "", "python", true));
  const able = opened?.can ?? [];
  const canEdit = edits !== null && able.includes("edit");
  const canUndo = canEdit && edited.length > 0;
  const undo = () => unawaited("undoing an edit", edits?.undo() ?? Promise.resolve());
  const frozen = useStore(table.frozen);
  const canFreeze = frozen || able.includes("freeze");
  const canExport = able.includes("export") && exporting === null;

  const all = (): readonly PopupGroup[] => {
    const items: PopupItem[] = [
      { label: t("As code"), run: insert, disabled: code === null },
      ...(canEdit ? [editItem(edits, editing)] : []),
      ...(canUndo ? [{ label: t("Undo"), run: undo }] : []),
      ...(canFreeze
        ? [{ label: t("Freeze the data"), checked: frozen, run: () => table.freeze(!frozen) }]
        : []),
      { label: t("Read the data again"), run: () => table.refresh() },
    ];
    return [{ items }, ...(canExport ? exportGroups(viewer) : [])];
  };
  return (
    <div className="tool-bar data-bar">
      <Shape viewer={viewer} />
      <button
        type="button"
        className="button data-filter"
        title={t("Filter|data")}
        disabled={!opened}
        aria-expanded={props.filtering}
        onClick={props.toggleFilter}
      >
        <Words icon="filter">{t("Filter|data")}</Words>
      </button>
      <span className="data-actions">
        <button
          type="button"
          className="button"
          disabled={code === null}
          title={code ?? t("This sort and filter cannot be said in one expression of this library.")}
          onClick={insert}
        >
          <Words icon="code">{t("As code")}</Words>
        </button>
        {canEdit ? (
          <button
            type="button"
            className="button"
            aria-pressed={editing}
            title={t(
              "Cells are edited by Enter, a double click or typing: each edit is an assignment in the shell.",
            )}
            onClick={() => edits.on.set(!editing)}
          >
            <Words icon="pencil">{t("Edit|cells")}</Words>
          </button>
        ) : null}
        {canUndo ? (
          <button type="button" className="button" title={t("Undo")} onClick={undo}>
            <Words icon="undo">{t("Undo")}</Words>
          </button>
        ) : null}
        <button
          type="button"
          className="button"
          title={t("Export")}
          aria-haspopup="menu"
          disabled={!canExport}
          onClick={(event) => openMenu(placeBelow(event.currentTarget), exportGroups(viewer))}
        >
          <Words icon="export">{t("Export")}</Words>
          <Icon name="chevronDown" size={12} />
        </button>
      </span>
      {Reading ? <Reading /> : null}
      <span className="data-space" />
      <IconButton
        icon="search"
        label={t("Find in the data")}
        disabled={!opened}
        expanded={props.finding}
        run={props.toggleFind}
      />
      <span className="data-actions">
        {canFreeze ? (
          <IconButton
            icon="pin"
            label={t("Freeze the data")}
            pressed={frozen}
            run={() => table.freeze(!frozen)}
          />
        ) : null}
        <IconButton icon="refresh" label={t("Read the data again")} run={() => table.refresh()} />
      </span>
      <button
        ref={more}
        type="button"
        className="icon-button data-more"
        aria-label={t("More")}
        title={t("More")}
        aria-haspopup="menu"
        onClick={() => more.current && openMenu(placeBelow(more.current), all())}
      >
        <Icon name="more" />
      </button>
      <RowField rows={rows} go={props.goTo} asked={props.asked} answered={props.answered} />
    </div>
  );
}

const editItem = (edits: CellEdits, editing: boolean): PopupItem => ({
  label: t("Edit|cells"),
  checked: editing,
  run: () => edits.on.set(!editing),
});

/** How many rows and columns a table has. */
export function Shape({ viewer }: { readonly viewer: DataViewer }) {
  const { opened } = useStore(viewer.table.state);
  return (
    <span className="data-shape">
      <Icon name="table" />
      {opened ? t("{rows} × {columns}", { rows: opened.rows, columns: opened.columns }) : ""}
    </span>
  );
}

/** What a button shows: its icon, and its words where there is room for them. */
function Words({ icon, children }: { readonly icon: IconName; readonly children: string }) {
  return (
    <>
      <Icon name={icon} size={14} />
      <span className="data-button-words">{children}</span>
    </>
  );
}
