/** One pane of shells: their tabs, the toolbar of the one in front, and the list of kernels to start. */

import { useEffect, useLayoutEffect, useRef } from "react";
import { t } from "../../../preload/texts/texts";
import { runCommand } from "../../floor/commands/commands";
import { TabsMenu } from "../../floor/lists/tabs-menu";
import { Icon, type IconName } from "../../floor/look/icons";
import type { PopupItem } from "../../floor/menus/popup-menu";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import type { ShellPane as Pane } from "../../kernels/shell-panes";
import { windowShells } from "../../kernels/window-shells";
import { putInto } from "../places/shell-places";
import { KernelChooser } from "./kernel-chooser";
import { MoreMenu } from "./more-menu";
import { chooserOpen } from "./pane-state";
import { ShellTabs } from "./shell-tabs";
import { DropZones, paneDrop, tabsDrop } from "./tab-drag";

interface ShellPaneProps {
  readonly pane: Pane;
  /** Number among several panes; undefined for the only one. */
  readonly number: number | undefined;
  readonly focused: boolean;
}

export function ShellPaneView({ pane, number, focused }: ShellPaneProps) {
  const shells = windowShells();
  const everyShell = useStore(shells.shells);
  const choosing = useStore(chooserOpen) && focused;
  const all = pane.views.flatMap((view) => everyShell.find((shell) => shell.view === view) ?? []);
  const front = all.find(({ view }) => view === pane.front) ?? null;
  const body = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    for (const shell of all) if (body.current) putInto(body.current, shell);
  });
  return (
    <div className="pane shell-pane" data-pane={pane.id}>
      <div ref={bar} className="tab-bar" {...tabsDrop(pane.id)}>
        <ShellTabs
          pane={pane.id}
          name={number === undefined ? t("Shells") : t("Shells {number}", { number })}
          all={all}
          front={front}
        />
        <TabsMenu
          bar={bar}
          name={t("All shells")}
          groups={() => [{ items: all.map((shell) => tabItem(shell, shell === front)) }]}
        />
        <ToolButton icon="plus" name={t("New shell")} command="shell.new" shell={front} />
        <div className="bar-actions">{front ? <Toolbar key={front.view} front={front} /> : null}</div>
      </div>
      <div ref={body} className="pane-body" {...paneDrop(pane.id, all.length === 0)}>
        {everyShell.length === 0 ? (
          <div className="chooser-page">
            <h2>{t("Start a kernel")}</h2>
            <KernelChooser takeFocus={choosing} onDone={() => chooserOpen.set(false)} />
          </div>
        ) : choosing ? (
          <ChooserPopup />
        ) : null}
        <DropZones pane={pane.id} />
      </div>
    </div>
  );
}

function tabItem(shell: ShellModel, chosen: boolean): PopupItem {
  const run = () => {
    windowShells().show(shell);
    shell.focus();
  };
  return { label: shell.name, detail: t(shell.state.get()), chosen, run };
}

function Toolbar({ front }: { readonly front: ShellModel }) {
  // Whoever started it restarts it.
  const { joined } = useStore(front.info);
  return (
    <div role="toolbar" aria-label={t("Shell")} aria-description={front.name} className="shell-toolbar">
      <ToolButton icon="clear" name={t("Clear shell")} command="shell.clear" shell={front} />
      <ToolButton icon="interrupt" name={t("Interrupt kernel")} command="shell.interrupt" shell={front} />
      {joined ? null : (
        <ToolButton icon="restart" name={t("Restart kernel")} command="shell.restart" shell={front} />
      )}
      <ToolButton icon="search" name={t("Find in shell")} command="shell.find" shell={front} />
      <ToolButton icon="close" name={t("Close shell")} command="shell.close" shell={front} />
      <MoreMenu shell={front} />
    </div>
  );
}

function ToolButton({
  icon,
  name,
  command,
  shell,
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly command: string;
  /** What it is done to: the shell that is seen below it, wherever the keyboard is. */
  readonly shell: ShellModel | null;
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      title={name}
      data-command={command}
      // The mouse leaves the keyboard where it is: in the input.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => void runCommand(command, shell?.view)}
    >
      <Icon name={icon} />
    </button>
  );
}

function ChooserPopup() {
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      if (event.target instanceof Node && !popup.current?.contains(event.target)) chooserOpen.set(false);
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("focusin", close);
    };
  }, []);
  return (
    <div
      ref={popup}
      className="popup chooser-popup"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        chooserOpen.set(false);
        windowShells().front.get()?.focus();
      }}
    >
      <KernelChooser takeFocus onDone={() => chooserOpen.set(false)} />
    </div>
  );
}
