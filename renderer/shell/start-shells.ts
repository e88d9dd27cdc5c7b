/** What the window's shells need once at start: their commands, their completions and their announcements. */
import type { WindowShells } from "../kernels/shells";
import { announceShells } from "./announcements";
import { registerCompletions } from "./completions";
import { registerShellCommands } from "./shell-commands";
import { setWindowShells } from "./window-shells";

/** To be called before the pane is drawn; returns a function that takes all back. */
export function startShells(shells: WindowShells): () => void {
  setWindowShells(shells);
  const stops = [registerShellCommands(shells), registerCompletions(), announceShells(shells)];
  return () => {
    for (const stop of stops) stop();
  };
}
