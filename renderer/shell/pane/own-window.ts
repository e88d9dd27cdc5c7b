/** Gives a shell a window of its own. */
import { tandem } from "../../bridge";
import type { ShellModel } from "../../kernels/shell-model";
import type { WindowShells } from "../../kernels/shells";
import type { ShellsState } from "../../kernels/shells-state";
import { stateWithShells } from "../../workbench/window-state";

/** Title bar, tabs and status bar around a shell, and the least that it is worth a window, in px. */
const AROUND_PX = { width: 0, height: 110 };
const LEAST_PX = { width: 720, height: 480 };

/**
 * Moves a shell to a new window, with what was typed in it and how far it was seen.
 * @throws Error with a sentence when the window cannot be opened; the shell stays then
 */
export async function moveToNewWindow(shells: WindowShells, shell: ShellModel): Promise<void> {
  const { width = 0, height = 0 } =
    document.getElementById(`shell-${shell.view}`)?.getBoundingClientRect() ?? {};
  const size = {
    width: Math.round(Math.max(LEAST_PX.width, width + AROUND_PX.width)),
    height: Math.round(Math.max(LEAST_PX.height, height + AROUND_PX.height)),
  };
  const view = shells.viewState(shell);
  const own: ShellsState = { views: [view], front: view.view };
  await tandem.request("window.open", {
    state: stateWithShells(own),
    sessions: [shell.session],
    size,
  });
  shells.letGo(shell);
}
