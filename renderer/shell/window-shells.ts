/** The window's shells for the parts of this folder. Set once at start. */
import type { WindowShells } from "../kernels/shells";

let current: WindowShells | undefined;

export function setWindowShells(shells: WindowShells): void {
  current = shells;
}

/** @throws Error before the window has started */
export function windowShells(): WindowShells {
  if (!current) throw new Error("the shells are asked for before the window has started");
  return current;
}
