/** The figures of a shell in a window of their own, which follows the newest. */
import { tandem } from "../../floor/bridge";
import type { ShellModel } from "../../kernels/shell-model";
import { windowWithTool } from "../../shell/pane/window-moves";

/** In px. */
const SIZE = { width: 900, height: 640 };

/** @throws Error with a sentence when the window cannot be opened */
export async function openPlotsWindow(shell: ShellModel): Promise<void> {
  await tandem.request("window.open", {
    state: windowWithTool("Plots", shell),
    sessions: [shell.session],
    size: SIZE,
  });
}
