/** The commands of blocks: among them by keyboard, and back into view. */
import { t } from "../../../preload/texts/texts";
import { registerCommands } from "../../floor/commands/commands";
import { addToMenu } from "../../floor/menus/menu";
import type { ShellModel } from "../../kernels/shell-model";
import type { WindowShells } from "../../kernels/shells";
import { stepBlock } from "./block-focus";
import { debugLastError } from "./debug-here";
import "./keys";

/** Registers them; they mean the shell in front. Returns a function that takes them back. */
export function registerBlockCommands(shells: WindowShells): () => void {
  const inFront = (run: (shell: ShellModel) => unknown) => async () => {
    const shell = shells.front.get();
    if (shell) await run(shell);
  };
  const hasBlocks = () => (shells.front.get()?.transcript.get().blocks.length ?? 0) > 0;
  addToMenu("shell", 500, "shell.previousBlock", "shell.nextBlock", "shell.showHidden", "shell.debug");
  return registerCommands(
    {
      id: "shell.previousBlock",
      title: t("Previous block"),
      available: hasBlocks,
      run: inFront((shell) => stepBlock(shell, -1)),
    },
    {
      id: "shell.nextBlock",
      title: t("Next block"),
      available: hasBlocks,
      run: inFront((shell) => stepBlock(shell, 1)),
    },
    {
      id: "shell.debug",
      title: t("Debug the last error"),
      available: () => shells.front.get()?.language.toLowerCase() === "python",
      run: inFront(debugLastError),
    },
    {
      id: "shell.showHidden",
      title: t("Show hidden blocks"),
      available: () => (shells.front.get()?.hiddenBlocks ?? 0) > 0,
      run: inFront((shell) => shell.showHidden()),
    },
  );
}
