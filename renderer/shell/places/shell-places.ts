/**
 * The element that each shell is drawn into. It moves from pane to pane as a whole, so that a shell that is moved keeps
 * what was typed, selected and scrolled to.
 */
import { type MovableElement, movableElement, moveInto } from "../../floor/movable-element";
import type { ShellModel } from "../../kernels/shell-model";

/** Id of a shell's region on the page. */
export const regionId = (shell: ShellModel) => `shell-${shell.view}`;

const places = new WeakMap<ShellModel, MovableElement>();

function placeFor(shell: ShellModel): MovableElement {
  let place = places.get(shell);
  if (!place) {
    place = movableElement("shell-place");
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
  moveInto(body, placeFor(shell));
}

/** Takes a shell that was closed off the page. */
export function takeAway(shell: ShellModel): void {
  places.get(shell)?.element.remove();
}
