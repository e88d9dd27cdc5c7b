/** Modules of a kernel whose files were saved since they were loaded: a bar in the shell, a command, and by configuration. */
import { t } from "../../preload/texts/texts";
import { registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import type { ShellModel } from "../kernels/shell-model";
import type { WindowShells } from "../kernels/shells";
import { addToShells } from "../shell/pane/additions";
import { makeReloadBar } from "./reload-bar";
import { followSavedFiles } from "./saved-files";
import { StaleModules } from "./stale-modules";

/** Registers it. Called once, before anything is drawn. */
export function registerSavedModules(shells: WindowShells): void {
  const known = new Map<ShellModel, StaleModules>();
  const of = (shell: ShellModel): StaleModules => {
    let modules = known.get(shell);
    if (!modules) {
      modules = new StaleModules(shell);
      known.set(shell, modules);
    }
    return modules;
  };
  shells.shells.subscribe(() => {
    const open = shells.shells.get();
    for (const [shell, modules] of known)
      if (!open.includes(shell)) {
        known.delete(shell);
        modules.dispose();
      }
  });
  followSavedFiles((file) => {
    for (const shell of shells.shells.get()) if (shell.language === "python") of(shell).saved(file);
  });
  addToShells("over the output", makeReloadBar(of));
  addToMenu("shell", 620, "shell.reloadModules");
  const front = () => {
    const shell = shells.front.get();
    return shell ? known.get(shell) : undefined;
  };
  registerCommands({
    id: "shell.reloadModules",
    title: t("Reload saved modules"),
    available: () => (front()?.files.get().length ?? 0) > 0,
    run: () => front()?.reload(),
  });
}
