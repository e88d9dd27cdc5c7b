/** The menu that lies open over the window, so that keys of commands are not lost in it. */

export interface OpenMenu {
  readonly element: Element;
  /** What had the keyboard before it: its keys count as pressed there. */
  readonly before: Element | null;
  /** Takes it away; the keyboard goes back to where it was. */
  readonly leave: () => void;
}

let open: OpenMenu | null = null;

/** To be called when a menu opens; returns what is to be called when it is gone. */
export function openedMenu(menu: OpenMenu): () => void {
  open = menu;
  return () => {
    if (open === menu) open = null;
  };
}

/** The open menu that the target of an event is in, or null. */
export function menuAround(target: EventTarget | null): OpenMenu | null {
  return open && target instanceof Node && open.element.contains(target) ? open : null;
}
