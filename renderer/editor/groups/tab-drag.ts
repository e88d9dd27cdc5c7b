/** Dragging a tab of the editor: along its tabs, to those of another group, or to a side of a group, where a new one is made. */
import type { DragEvent } from "react";
import type { Document } from "../../code/documents";
import { beforeAt, dropTarget } from "../../floor/lists/tab-drop";
import type { Page } from "../../floor/pages/pages";
import { createStore } from "../../floor/store";
import type { Side } from "./group-tree";
import { type Landing, moveFile, movePage } from "./groups";

/** What a dragged tab carries, for this window alone. */
const KIND = "application/x-tandem-editor-tab";

type Tab =
  | { readonly kind: "file"; readonly tab: Document; readonly group: string }
  | { readonly kind: "page"; readonly tab: Page; readonly group: string };

let own: Tab | null = null;

/** Whether a tab is on its way. */
export const tabIsDragged = createStore(false);

/** Where it would go: in a row of tabs by the number of the tab that it comes before, or onto a group's body. */
type Spot =
  | { readonly group: string; readonly row: Tab["kind"]; readonly at: number | null }
  | { readonly group: string; readonly side: Side | "middle" };

/** Where it would go if it were dropped now. */
export const landing = createStore<Spot | null>(null);

function isOver(): void {
  own = null;
  tabIsDragged.set(false);
  landing.set(null);
}

function land<T>(to: Landing<T>, tab: Tab, copy: boolean): void {
  if (tab.kind === "file") moveFile(tab.tab, tab.group, to as Landing<Document>, copy);
  else movePage(tab.tab, to as Landing<Page>);
}

/**
 * What a tab needs so that it can be dragged, and dropped upon.
 * @param at its place in the row; `row` are all of it
 */
export function tabDrag(tab: Tab, at: number, row: readonly unknown[]) {
  return {
    draggable: true,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      own = tab;
      dataTransfer.effectAllowed = "copyMove";
      dataTransfer.setData(KIND, tab.group);
      // Not within the event: the page may not change while the browser takes its picture of the tab.
      setTimeout(() => tabIsDragged.set(own !== null));
    },
    onDragEnd: isOver,
    ...rowDrop(tab.group, tab.kind, row, (event) => {
      const before = beforeAt(event, at, at + 1);
      return before !== null && before < row.length ? before : null;
    }),
  };
}

/** A row of tabs: dropped beside them, a tab becomes the last. */
export function tabsDrop(group: string, kind: Tab["kind"], row: readonly unknown[]) {
  return rowDrop(group, kind, row, () => null);
}

/** The bar of a group's tabs, beside them or among those of the other kind: a tab becomes the last of its own kind. */
export function barDrop(group: string) {
  let copy = false;
  return dropTarget<Spot>({
    takes: ({ types }) => own !== null && types.includes(KIND),
    landingAt: (event) => {
      copy = event.ctrlKey;
      return { group, row: own?.kind ?? "file", at: null };
    },
    landing,
    drop: () => {
      const tab = own;
      isOver();
      if (tab) land({ group, before: null }, tab, copy);
    },
  });
}

function rowDrop(
  group: string,
  kind: Tab["kind"],
  row: readonly unknown[],
  placeAt: (event: DragEvent) => number | null,
) {
  let copy = false;
  return dropTarget<Spot>({
    takes: ({ types, dropEffect }) => {
      copy = dropEffect === "copy";
      return own?.kind === kind && types.includes(KIND);
    },
    landingAt: (event) => {
      copy = event.ctrlKey;
      return { group, row: kind, at: placeAt(event) };
    },
    landing,
    drop: (spot) => {
      const tab = own;
      isOver();
      if (tab && "row" in spot) land({ group, before: spot.at === null ? null : row[spot.at] }, tab, copy);
    },
  });
}

/** So near to an edge, as a share of the body's size, a tab makes a new group there. */
const EDGE = 0.25;

function sideAt({ clientX, clientY, currentTarget }: DragEvent): Side | "middle" {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  const x = (clientX - left) / width;
  const y = (clientY - top) / height;
  const sides: readonly [Side, number][] = [
    ["left", x],
    ["right", 1 - x],
    ["above", y],
    ["below", 1 - y],
  ];
  const [side, distance] = sides.reduce((nearest, one) => (one[1] < nearest[1] ? one : nearest));
  return distance < EDGE ? side : "middle";
}

/** The body of a group: in its middle a tab joins the group, near an edge it makes a new one. */
export function bodyDrop(group: string) {
  let copy = false;
  return dropTarget<Spot>({
    takes: ({ types }) => own !== null && types.includes(KIND),
    landingAt: (event) => {
      copy = event.ctrlKey;
      return { group, side: sideAt(event) };
    },
    landing,
    drop: (spot) => {
      const tab = own;
      isOver();
      if (!tab || !("side" in spot)) return;
      land(spot.side === "middle" ? { group } : { group, side: spot.side }, tab, copy);
    },
  });
}
