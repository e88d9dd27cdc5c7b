/** What features add to the status bar, at its right, before what it says of the file in front. */
import type { ComponentType } from "react";

const items: ComponentType[] = [];

/** Adds one. Called at start, before anything is drawn. */
export function addStatusItem(View: ComponentType): void {
  items.push(View);
}

export function statusItems(): readonly ComponentType[] {
  return items;
}
