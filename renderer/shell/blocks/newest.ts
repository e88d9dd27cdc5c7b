/** Going to the newest output of a shell, for whoever has sent something that is to be seen. */
import type { ShellModel } from "../../kernels/shell-model";

const views = new WeakMap<ShellModel, () => void>();

/** The shell's view is on the page: `show` scrolls it to its end. Returns a function that takes that back. */
export function setShowNewest(shell: ShellModel, show: () => void): () => void {
  views.set(shell, show);
  return () => {
    if (views.get(shell) === show) views.delete(shell);
  };
}

/** Scrolls a shell to its end, where it stays with what comes. */
export function showNewest(shell: ShellModel): void {
  views.get(shell)?.();
}
