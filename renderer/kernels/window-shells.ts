/** The window's shells, and the history of inputs, for the parts of this folder. Set once at start. */
import type { SharedHistory } from "./shared-history";
import type { WindowShells } from "./shells";

let current: WindowShells | undefined;

let history: SharedHistory | undefined;

export function setWindowShells(shells: WindowShells, inputs: SharedHistory): void {
  current = shells;
  history = inputs;
}

/** @throws Error before the window has started */
export function sharedHistory(): SharedHistory {
  if (!history) throw new Error("the history is asked for before the window has started");
  return history;
}

/** @throws Error before the window has started */
export function windowShells(): WindowShells {
  if (!current) throw new Error("the shells are asked for before the window has started");
  return current;
}
