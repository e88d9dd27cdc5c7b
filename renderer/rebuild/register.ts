/** Rebuilding what a kernel knew that is gone: a button of its shell, a command, and a page. */
import { createElement } from "react";
import { t } from "../../preload/texts/texts";
import { BarButton } from "../floor/bar";
import { registerCommands } from "../floor/commands/commands";
import { addToMenu } from "../floor/menus/menu";
import { closePage, openPage, type Page, pages } from "../floor/pages/pages";
import type { ShellModel } from "../kernels/shell-model";
import { windowShells } from "../kernels/window-shells";
import { addToGoneKernels } from "../shell/pane/additions";
import { newRebuild } from "./rebuild";
import { RebuildPage } from "./rebuild-page";

/** The page of each shell. */
const open = new Map<string, Page>();

function openRebuild(shell: ShellModel): void {
  const known = open.get(shell.view);
  // One that has run is of a log of before.
  if (known) closePage(known);
  const rebuild = newRebuild(shell);
  const page: Page = {
    key: rebuild,
    title: t("Rebuild {name}", { name: shell.name }),
    View: () => createElement(RebuildPage, { rebuild }),
  };
  openPage(page);
  open.set(shell.view, page);
  const stop = pages.subscribe(() => {
    if (pages.get().includes(page)) return;
    stop();
    if (open.get(shell.view) === page) open.delete(shell.view);
    rebuild.dispose();
  });
}

function RebuildButton({ shell }: { readonly shell: ShellModel }) {
  return createElement(BarButton, { run: () => openRebuild(shell), children: t("Rebuild…") });
}

/** Registers it. Called once, at start. */
export function registerRebuild(): void {
  const { front } = windowShells();
  registerCommands({
    id: "shell.rebuild",
    title: t("Rebuild from the log…"),
    available: () => front.get() !== null,
    run: () => {
      const shell = front.get();
      if (shell) openRebuild(shell);
    },
  });
  addToMenu("shell", 230, "shell.rebuild");
  addToGoneKernels(RebuildButton);
}
