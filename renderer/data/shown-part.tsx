/** Which part of a table is shown, in a line of its own where it is not all: slice, filters, hidden columns. */
import { t } from "../../preload/texts/texts";
import { Icon } from "../floor/look/icons";
import { placeBelow } from "../floor/menus/context-menu";
import type { MenuPlace, PopupGroup } from "../floor/menus/popup-menu";
import { useStore } from "../floor/store";
import { hiddenColumns } from "./cell-menu";
import { FilterChips } from "./filter-bar";
import { shownColumns } from "./looks";
import { SliceFields } from "./slice-fields";
import type { DataViewer } from "./viewer";

export interface ShownPartProps {
  readonly viewer: DataViewer;
  readonly openMenu: (place: MenuPlace, groups: readonly PopupGroup[]) => void;
}

export function ShownPart({ viewer, openMenu }: ShownPartProps) {
  const { table } = viewer;
  const { opened, view } = useStore(table.state);
  useStore(table.drawn);
  const looks = useStore(viewer.looks);
  const count = opened?.columns ?? 0;
  const hidden = count - shownColumns(looks, count).length;
  if (!opened || (hidden === 0 && view.filters.length === 0 && !opened.shape)) return null;
  return (
    <div className="tool-bar data-part">
      <SliceFields table={table} />
      <FilterChips table={table} />
      {hidden > 0 ? (
        <button
          type="button"
          className="button"
          aria-haspopup="menu"
          onClick={(event) => openMenu(placeBelow(event.currentTarget), hiddenColumns(viewer))}
        >
          {t("{count} columns hidden", { count: hidden })}
          <Icon name="chevronDown" size={12} />
        </button>
      ) : null}
    </div>
  );
}
