/** The commands of shells. Without an argument they mean the shell in front; `argument` may name a view. */
import { transcriptText } from "../../../preload/transcript/text";
import type { ShellModel } from "../../kernels/shell-model";
import type { WindowShells } from "../../kernels/shells";
import { sessionsOpen } from "../../sessions/sessions-state";
import { type Command, registerCommands } from "../../workbench/commands";
import { inputActions } from "../input/shell-input";
import { interrupt, restart, shutDown } from "./kernel-actions";
import { chooserOpen, historySearch } from "./pane-state";

/** Registers them; returns a function that takes them back. */
export function registerShellCommands(shells: WindowShells): () => void {
  const named = (argument: unknown): ShellModel | null =>
    typeof argument === "string"
      ? (shells.shells.get().find((shell) => shell.view === argument) ?? null)
      : shells.front.get();
  const some = () => shells.front.get() !== null;
  /** A command on a shell; available while there is one. */
  const onShell = (
    id: string,
    title: string,
    run: (shell: ShellModel) => unknown,
    available = some,
  ): Command => ({
    id,
    title,
    available,
    run: async (argument) => {
      const shell = named(argument);
      if (shell) await run(shell);
    },
  });
  const step = (by: number) => {
    const all = shells.shells.get();
    const front = shells.front.get();
    if (front) all[(all.indexOf(front) + by + all.length) % all.length]?.focus();
  };
  return registerCommands(
    { id: "shell.new", title: "New shell", run: () => chooserOpen.set(true) },
    onShell("shell.run", "Run the input", (shell) => inputActions.get(shell.view)?.run()),
    onShell("shell.newLine", "New line in the input", (shell) => inputActions.get(shell.view)?.newLine()),
    onShell("shell.interrupt", "Interrupt kernel", interrupt),
    onShell("shell.restart", "Restart kernel", restart),
    onShell("shell.shutdown", "Shut down kernel", shutDown),
    onShell("shell.clear", "Clear shell", (shell) => shell.clear()),
    onShell(
      "shell.undoClear",
      "Undo clear",
      (shell) => shell.undoClear(),
      () => shells.front.get()?.canUndoClear ?? false,
    ),
    onShell("shell.copyAll", "Copy all output", async (shell) => {
      await shell.client.readFurther(true);
      await navigator.clipboard.writeText(transcriptText(shell.client.log.present()));
    }),
    onShell("shell.close", "Close shell", async (shell) => {
      await shells.close(shell);
      shells.front.get()?.focus();
    }),
    onShell("shell.searchHistory", "Search history…", (shell) => historySearch.set(shell.view)),
    {
      id: "shell.next",
      title: "Next shell",
      run: () => step(1),
      available: () => shells.shells.get().length > 1,
    },
    {
      id: "shell.previous",
      title: "Previous shell",
      run: () => step(-1),
      available: () => shells.shells.get().length > 1,
    },
    { id: "shell.sessions", title: "Sessions", run: () => sessionsOpen.set(true) },
    { id: "shell.running", title: "Running kernels", run: () => chooserOpen.set(true) },
  );
}
