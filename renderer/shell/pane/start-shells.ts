/** What the window's shells need once at start: their commands, their completions and their announcements. */
import { Disposables } from "../../../preload/floor/disposables";
import { withMonaco } from "../../code/monaco";
import { followShells } from "../../kernels/follow-shells";
import type { SharedHistory } from "../../kernels/shared-history";
import type { WindowShells } from "../../kernels/shells";
import { setWindowShells } from "../../kernels/window-shells";
import { registerBlockCommands } from "../blocks/block-commands";
import { registerCompletions } from "../input/completions";
import { registerKernelWords } from "../input/kernel-words";
import { guardFrames } from "../output/frame/frame-focus";
import { followKeyboard } from "../places/keyboard-shell";
import { announceShells } from "./announcements";
import { afterDrag, watchForTabs } from "./dragged-shell";
import { followFinishedWork } from "./finished-work";
import { registerShellCommands } from "./shell-commands";
import { followWindowMoves } from "./window-moves";

/** To be called before the pane is drawn; returns a function that takes all back. */
export function startShells(shells: WindowShells, history: SharedHistory): () => void {
  setWindowShells(shells, history);
  const stops = new Disposables(
    registerShellCommands(shells),
    registerBlockCommands(shells),
    withMonaco(registerCompletions),
    withMonaco(registerKernelWords),
    announceShells(shells),
    followShells(shells.shells, (shell) => history.follow(shell)),
    followFinishedWork(shells),
    followKeyboard(),
    guardFrames(),
    followWindowMoves(afterDrag),
    watchForTabs(),
  );
  return () => {
    stops.dispose();
  };
}
