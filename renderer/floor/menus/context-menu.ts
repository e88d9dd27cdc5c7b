/** The menu of a thing: by the other mouse button at the pointer, by the menu key or Shift+F10 below the thing. */
import { type KeyboardEvent, type MouseEvent, useState } from "react";
import type { MenuPlace } from "./popup-menu";

/** Whether a key asks for the menu of what has the keyboard. */
export function asksForMenu(event: KeyboardEvent): boolean {
  return event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey);
}

/** Below the left end of an element. */
export function placeBelow(element: Element): MenuPlace {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left, y: bottom };
}

export interface ContextMenu {
  /** Where it is open; null: it is not. */
  readonly place: MenuPlace | null;
  readonly close: () => void;
  readonly onContextMenu: (event: MouseEvent) => void;
  /** Returns whether the key was one that opens it. */
  readonly onKeyDown: (event: KeyboardEvent) => boolean;
}

/** The menu of one element, which takes `onContextMenu` and `onKeyDown`. */
export function useContextMenu(): ContextMenu {
  const [place, setPlace] = useState<MenuPlace | null>(null);
  return {
    place,
    close: () => setPlace(null),
    onContextMenu: (event) => {
      event.preventDefault();
      setPlace({ x: event.clientX, y: event.clientY });
    },
    onKeyDown: (event) => {
      if (!asksForMenu(event)) return false;
      event.preventDefault();
      event.stopPropagation();
      setPlace(placeBelow(event.currentTarget));
      return true;
    },
  };
}
