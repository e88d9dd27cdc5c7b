/**
 * The element that each shell is drawn into. It moves from pane to pane as a whole, so that a shell that is moved keeps
 * what was typed, selected and scrolled to.
 */
import type { ShellModel } from "../../kernels/shell-model";

/** Id of a shell's region on the page. */
export const regionId = (shell: ShellModel) => `shell-${shell.view}`;

interface Place {
  readonly element: HTMLElement;
  /** Where what scrolls in it was; moving an element on the page forgets it. */
  readonly scrolled: Map<Element, number>;
}

const places = new WeakMap<ShellModel, Place>();

function placeFor(shell: ShellModel): Place {
  let place = places.get(shell);
  if (!place) {
    const element = document.createElement("div");
    element.className = "shell-place";
    const scrolled = new Map<Element, number>();
    const onScroll = ({ target }: Event) => {
      if (target instanceof Element && target.isConnected) scrolled.set(target, target.scrollTop);
    };
    element.addEventListener("scroll", onScroll, { capture: true, passive: true });
    place = { element, scrolled };
    places.set(shell, place);
  }
  return place;
}

/** The element of a shell. */
export function placeOf(shell: ShellModel): HTMLElement {
  return placeFor(shell).element;
}

/** Puts a shell into a pane, unless it is there. */
export function putInto(body: HTMLElement, shell: ShellModel): void {
  const { element, scrolled } = placeFor(shell);
  if (element.parentElement === body) return;
  const before = [...scrolled];
  body.append(element);
  for (const [one, top] of before) if (element.contains(one)) one.scrollTop = top;
}
