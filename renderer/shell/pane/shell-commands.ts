/** The commands of shells. Without an argument they mean the shell in front; `argument` may name a view. */

import { t } from "../../../preload/texts/texts";
import { shellFolder } from "../../code/shell-folder";
import { type Command, registerCommands } from "../../floor/commands/commands";
import { setShown } from "../../floor/layout-state";
import { interrupt, isAttached, restart, shutDown, shutDownNow } from "../../kernels/kernel-actions";
import { defaultConfiguration, startConfiguration } from "../../kernels/shell-configurations";
import type { ShellModel } from "../../kernels/shell-model";
import type { ShellPane } from "../../kernels/shell-panes";
import type { WindowShells } from "../../kernels/shells";
import { startFind, stepFind } from "../find/find-state";
import { historySearch } from "../input/history-search-state";
import { inputActions } from "../input/shell-input";
import { copyAllOutput } from "../transcript/copy-output";
import { saveWholeOutput } from "../whole-log/save-output";
import "./keys";
import { moveShell } from "./move-shell";
import { joinByFile } from "./others-kernels-list";
import { chooserOpen, renaming } from "./pane-state";
import { addShellMenu } from "./shell-menu";
import { hasOwnWindow, sendToNextWindow, withOwnWindow } from "./window-moves";

/** Starts what the folder has as its default; where it has none, the user chooses. */
async function newShell(): Promise<void> {
  const configuration = defaultConfiguration(shellFolder());
  if (configuration) await startConfiguration(configuration.id, shellFolder());
  else chooserOpen.set(true);
}

/** Registers them; returns a function that takes them back. */
export function registerShellCommands(shells: WindowShells): () => void {
  const named = (argument: unknown): ShellModel | null =>
    typeof argument === "string"
      ? (shells.shells.get().find((shell) => shell.view === argument) ?? null)
      : shells.front.get();
  const some = (argument?: unknown) => named(argument) !== null;
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
  /** Whoever asks for what is among the shells wants to see it, also where they are hidden. */
  const inView =
    <Given extends unknown[], Result>(run: (...given: Given) => Result) =>
    (...given: Given): Result => {
      setShown("shells", true);
      return run(...given);
    };
  const joined = (argument?: unknown) => named(argument)?.info.get().joined ?? false;
  const attached = (argument?: unknown) => {
    const shell = named(argument);
    return shell !== null && isAttached(shell);
  };
  const own = (argument?: unknown) => some(argument) && !joined(argument) && !attached(argument);
  const several = () => shells.shells.get().length > 1;
  const paneOf = (shell: ShellModel) => {
    const { panes } = shells.panes.get();
    return { panes, at: panes.findIndex(({ views }) => views.includes(shell.view)) };
  };
  const beside = (shell: ShellModel, side: "right" | "below") => {
    const { panes, at } = paneOf(shell);
    moveShell(shell, { beside: (panes[at] as ShellPane).id, side });
  };
  const toNextPane = (shell: ShellModel) => {
    const { panes, at } = paneOf(shell);
    moveShell(shell, { pane: (panes[(at + 1) % panes.length] as ShellPane).id });
  };
  /** What opens a shell, or the list of them, does it in the pane of the shell that is named. */
  const inPaneOf = (open: () => void | Promise<void>) =>
    inView(async (argument?: unknown) => {
      const shell = named(argument);
      if (shell) shells.show(shell);
      await open();
    });
  const step = inView((by: number) => {
    const all = shells.shells.get();
    const front = shells.front.get();
    if (front) all[(all.indexOf(front) + by + all.length) % all.length]?.focus();
  });
  addShellMenu();
  return registerCommands(
    { id: "shell.new", title: t("New shell"), run: inPaneOf(newShell) },
    onShell("shell.run", t("Run the input"), (shell) => inputActions.get(shell.view)?.run()),
    onShell("shell.newLine", t("New line in the input"), (shell) => inputActions.get(shell.view)?.newLine()),
    onShell("shell.interrupt", t("Interrupt kernel"), interrupt),
    onShell("shell.restart", t("Restart kernel"), restart),
    onShell("shell.shutdown", t("Shut down kernel"), shutDown, own),
    onShell("shell.leave", t("Leave kernel"), (shell) => shutDownNow(shell), joined),
    onShell("shell.detach", t("Detach from the program"), (shell) => shutDownNow(shell), attached),
    { id: "shell.join", title: t("Join kernel by connection file…"), run: inView(joinByFile) },
    onShell("shell.clear", t("Clear shell"), (shell) => shell.clear()),
    onShell(
      "shell.undoClear",
      t("Undo clear"),
      (shell) => shell.undoClear(),
      (argument) => named(argument)?.canUndoClear ?? false,
    ),
    onShell("shell.copyAll", t("Copy all output"), copyAllOutput),
    onShell("shell.saveText", t("Save output as text…"), (shell) => saveWholeOutput(shell, "text")),
    onShell("shell.saveHtml", t("Save output as HTML…"), (shell) => saveWholeOutput(shell, "html")),
    onShell("shell.savePdf", t("Save output as PDF…"), (shell) => saveWholeOutput(shell, "pdf")),
    onShell("shell.saveMarkdown", t("Save output as Markdown…"), (shell) =>
      saveWholeOutput(shell, "markdown"),
    ),
    onShell("shell.saveScript", t("Save what was run as a script…"), (shell) =>
      saveWholeOutput(shell, "script"),
    ),
    onShell("shell.find", t("Find in shell"), inView(startFind)),
    onShell(
      "shell.findNext",
      t("Find next in shell"),
      inView((shell) => stepFind(shell, 1)),
    ),
    onShell(
      "shell.findPrevious",
      t("Find previous in shell"),
      inView((shell) => stepFind(shell, -1)),
    ),
    onShell("shell.close", t("Close shell"), async (shell) => {
      const ended = shells.close(shell);
      // Now: the kernel's end may take seconds, in which the keyboard goes where the user wants it.
      shells.front.get()?.focus();
      await ended;
    }),
    onShell(
      "shell.rename",
      t("Rename shell…"),
      inView((shell) => renaming.set(shell.view)),
    ),
    onShell(
      "shell.duplicate",
      t("Open another view"),
      inView((shell) => shells.duplicate(shell)),
    ),
    onShell("shell.moveRight", t("Move shell to the side"), (shell) => beside(shell, "right"), several),
    onShell("shell.moveBelow", t("Move shell below"), (shell) => beside(shell, "below"), several),
    onShell(
      "shell.moveToPane",
      t("Move shell to the next pane"),
      toNextPane,
      () => shells.panes.get().panes.length > 1,
    ),
    onShell(
      "shell.moveToWindow",
      t("Move shell to a new window"),
      (shell) => withOwnWindow(shell),
      (argument) => some(argument) && !hasOwnWindow(),
    ),
    onShell("shell.moveToNextWindow", t("Move shell to the next window"), sendToNextWindow),
    onShell(
      "shell.searchHistory",
      t("Search history…"),
      inView((shell) => historySearch.set(shell.view)),
    ),
    {
      id: "shell.next",
      title: t("Next shell"),
      run: () => step(1),
      available: several,
    },
    { id: "shell.previous", title: t("Previous shell"), run: () => step(-1), available: several },
    { id: "shell.running", title: t("Running kernels"), run: inPaneOf(() => chooserOpen.set(true)) },
  );
}
