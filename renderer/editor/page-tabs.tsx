/** The tabs of pages, beside the files', and the page in front of the editor. */
import { type KeyboardEvent, useRef } from "react";
import { t } from "../../preload/texts/texts";
import { stepInTabs, useTabInView } from "../floor/lists/tab-list";
import { Icon } from "../floor/look/icons";
import type { PopupItem } from "../floor/menus/popup-menu";
import { activePage, closePage } from "../floor/pages/pages";
import { useStore } from "../floor/store";
import type { Group } from "./groups/groups";
import { landing, tabDrag, tabsDrop } from "./groups/tab-drag";

/** The open pages as the list of all tabs has them. */
export function pageTabItems(group: Group): PopupItem[] {
  return group.pages.map((page) => {
    return { label: page.title, chosen: page === group.page, run: () => activePage.set(page) };
  });
}

/** Tabs of the pages that are open. Nothing while there are none. */
export function PageTabs({ group }: { readonly group: Group }) {
  const { id, pages: open, page: active } = group;
  const list = useRef<HTMLDivElement>(null);
  useTabInView(list, active);
  const spot = useStore(landing);
  const lands = spot?.group === id && "row" in spot && spot.row === "page" ? spot.at : undefined;
  if (open.length === 0) return null;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const at = open.findIndex((page) => page === active);
    const next = stepInTabs(event.key, at, open.length);
    if (next === undefined) return;
    event.preventDefault();
    activePage.set(open[next] ?? null);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[next]?.focus();
  };
  return (
    <div
      ref={list}
      className="tabs"
      role="tablist"
      aria-label={t("Outputs")}
      data-lands-last={lands === null ? "" : undefined}
      onKeyDown={onKeyDown}
      {...tabsDrop(id, "page", open)}
    >
      {open.map((page, i) => (
        <button
          key={i}
          type="button"
          role="tab"
          className="tab"
          aria-selected={page === active}
          tabIndex={page === active || (!active && i === 0) ? 0 : -1}
          data-lands={lands === i ? "" : undefined}
          {...tabDrag({ kind: "page", tab: page, group: id }, i, open)}
          onClick={() => activePage.set(page)}
          onAuxClick={(event) => {
            if (event.button === 1) closePage(page);
          }}
          onKeyDown={(event) => {
            if (event.key === "Delete") closePage(page);
          }}
        >
          <span className="tab-label">{page.title}</span>
          <span
            className="tab-close"
            aria-hidden="true"
            onClick={(event) => {
              event.stopPropagation();
              closePage(page);
            }}
          >
            <Icon name="close" size={12} />
          </span>
        </button>
      ))}
    </div>
  );
}

/** The page in front, over the editor. Nothing while a file is. */
export function ActivePage({ group: { page } }: { readonly group: Group }) {
  return page ? <page.View key={page.title} page={page} /> : null;
}
