/** What the window's shells need once at start: their commands, their completions and their announcements. */
import type { SharedHistory } from "../../kernels/shared-history";
import type { ShellModel } from "../../kernels/shell-model";
import type { WindowShells } from "../../kernels/shells";
import { registerBlockCommands } from "../blocks/block-commands";
import { registerCompletions } from "../input/completions";
import { registerKernelWords } from "../input/kernel-words";
import { announceShells } from "./announcements";
import { followFinishedWork } from "./finished-work";
import { registerShellCommands } from "./shell-commands";
import { setWindowShells } from "./window-shells";

/** Adds to the history what is sent in every shell. */
function followInputs(shells: WindowShells, history: SharedHistory): () => void {
  const followed = new Map<ShellModel, () => void>();
  const follow = () => {
    const present = new Set(shells.shells.get());
    for (const shell of present) if (!followed.has(shell)) followed.set(shell, history.follow(shell));
    for (const [shell, stop] of followed) {
      if (present.has(shell)) continue;
      stop();
      followed.delete(shell);
    }
  };
  const stop = shells.shells.subscribe(follow);
  follow();
  return () => {
    stop();
    for (const stopOne of followed.values()) stopOne();
  };
}

/** To be called before the pane is drawn; returns a function that takes all back. */
export function startShells(shells: WindowShells, history: SharedHistory): () => void {
  setWindowShells(shells, history);
  const stops = [
    registerShellCommands(shells),
    registerBlockCommands(shells),
    registerCompletions(),
    registerKernelWords(),
    announceShells(shells),
    followInputs(shells, history),
    followFinishedWork(shells),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
