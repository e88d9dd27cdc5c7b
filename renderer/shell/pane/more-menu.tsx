/** "More": the commands of a shell that have no button of their own, or none that is shown. */

import { t } from "../../../preload/texts/texts";
import { findCommand, runCommand } from "../../floor/commands/commands";
import { MenuButton } from "../../floor/menus/menu-button";
import type { PopupGroup } from "../../floor/menus/popup-menu";
import type { ShellModel } from "../../kernels/shell-model";
import { windowShells } from "../../kernels/window-shells";
import { MORE } from "./shell-menu";

/** Commands of the toolbar whose buttons a narrow pane has no room for. */
function withoutButton(toolbar: Element | null | undefined): string[] {
  const buttons = [...(toolbar?.querySelectorAll<HTMLElement>(":scope > [data-command]") ?? [])];
  return buttons.flatMap(({ offsetParent, dataset }) => (offsetParent ? [] : (dataset.command ?? [])));
}

/** What is done with a shell: first those commands, then what has no button. */
export function shellMenu(shell: ShellModel, first: readonly string[]): PopupGroup[] {
  return [...(first.length > 0 ? [first] : []), ...MORE].map((group) => ({
    items: group.flatMap((id) => {
      const command = findCommand(id);
      const disabled = command?.available?.(shell.view) === false;
      // Each kernel has one of the two ends.
      const ends = id === "shell.leave" || id === "shell.shutdown";
      if (!command || (ends && disabled)) return [];
      const run = async () => {
        await runCommand(id, shell.view);
        // What had the keyboard may be gone.
        if (document.activeElement === document.body) windowShells().front.get()?.focus();
      };
      return [{ label: command.title, command: id, disabled, run }];
    }),
  }));
}

export function MoreMenu({ shell }: { readonly shell: ShellModel }) {
  return (
    <MenuButton
      name={t("More")}
      icon="more"
      groups={(button) => shellMenu(shell, withoutButton(button?.parentElement))}
    />
  );
}
