/**
 * The shell that has the keyboard is the one that commands mean. One thing says where the keyboard is: the focused
 * element. Real parents on the page are looked at, because shells are drawn by portals, through which React's events
 * do not pass to the pane that they stand in.
 */
import type { ShellModel } from "../../kernels/shell-model";
import type { WindowShells } from "../../kernels/shells";
import { windowShells } from "../../kernels/window-shells";
import { regionId } from "./shell-places";

/** The pane around an element; the element that carries `data-pane`. */
function paneAround(element: Element): HTMLElement | null {
  return element.closest<HTMLElement>("[data-pane]");
}

/** The shell that an element belongs to, or that is in front of the pane it belongs to; null outside of all panes. */
function shellAround(element: Element, shells: WindowShells): ShellModel | null {
  const region = element.closest(".shell");
  if (region) return shells.shells.get().find((shell) => regionId(shell) === region.id) ?? null;
  const id = paneAround(element)?.dataset.pane;
  const pane = shells.panes.get().panes.find((one) => one.id === id);
  return shells.shells.get().find(({ view }) => view === pane?.front) ?? null;
}

/** Makes the shell that the element stands in the one that commands mean; elsewhere nothing changes. */
export function meanShellAt(target: EventTarget | null): void {
  if (!(target instanceof Element)) return;
  const shells = windowShells();
  const shell = shellAround(target, shells);
  if (shell && shell !== shells.front.get()) shells.show(shell);
}

/** Follows the keyboard from shell to shell, frames aside (frame-focus.ts); returns a function that ends it. */
export function followKeyboard(): () => void {
  /** How often the keyboard came to an element. */
  let moves = 0;
  const onFocus = ({ target }: FocusEvent) => {
    moves += 1;
    meanShellAt(target);
  };
  const onPress = (event: MouseEvent) => {
    // Who prevents it leaves the keyboard where it is: the buttons of a toolbar.
    if (event.defaultPrevented || !(event.target instanceof Element)) return;
    const pane = paneAround(event.target);
    const region = event.target.closest(".shell");
    if (!pane || !region) return;
    const before = moves;
    // What takes no focus, as a scrollbar, still means its shell: the keyboard goes there.
    setTimeout(() => {
      // Nor is it taken from where the press led meanwhile: a link into the editor, a menu.
      if (moves !== before) return;
      // Where the keyboard was there already, another shell may have been brought to the front since.
      if (pane.contains(document.activeElement)) return meanShellAt(document.activeElement);
      region.querySelector<HTMLElement>("[role=log]")?.focus({ preventScroll: true });
    });
  };
  document.addEventListener("focusin", onFocus, true);
  document.addEventListener("mousedown", onPress);
  return () => {
    document.removeEventListener("focusin", onFocus, true);
    document.removeEventListener("mousedown", onPress);
  };
}
