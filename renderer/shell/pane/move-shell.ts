/** Puts a shell's tab somewhere else in the window. */
import type { ShellModel } from "../../kernels/shell-model";
import type { Target } from "../../kernels/shell-panes";
import { windowShells } from "../../kernels/window-shells";

/** Moves it; the keyboard goes with it, once it is drawn at its new place. */
export function moveShell(shell: ShellModel, target: Target): void {
  windowShells().move(shell, target);
  setTimeout(() => shell.focus());
}
