/** The tabs of one pane of shells. */

import { type KeyboardEvent, useRef } from "react";
import { t } from "../../../preload/texts/texts";
import { runCommand } from "../../floor/commands/commands";
import { stepInTabs, useTabInView } from "../../floor/lists/tab-list";
import { KernelMark } from "../../floor/look/kernel-mark";
import { useContextMenu } from "../../floor/menus/context-menu";
import { PopupMenu } from "../../floor/menus/popup-menu";
import { useStore } from "../../floor/store";
import type { ShellModel } from "../../kernels/shell-model";
import { windowShells } from "../../kernels/window-shells";
import { regionId } from "../places/shell-places";
import { dragged, landing } from "./dragged-shell";
import { shellMenu } from "./more-menu";
import { renaming } from "./pane-state";
import { RenameTab } from "./rename-tab";
import { tabDrag } from "./tab-drag";
import { partsOfName } from "./tab-name";

interface ShellTabsProps {
  readonly pane: string;
  /** "Shells", with a number where there are several panes. */
  readonly name: string;
  readonly all: readonly ShellModel[];
  readonly front: ShellModel | null;
}

export function ShellTabs({ pane, name, all, front }: ShellTabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const select = (shell: ShellModel | undefined) => {
    if (!shell) return;
    windowShells().show(shell);
    list.current?.querySelector<HTMLElement>(`[aria-controls="${regionId(shell)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = front ? all.indexOf(front) : -1;
    const to = stepInTabs(event.key, at, all.length);
    if (to !== undefined) {
      event.preventDefault();
      select(all[to]);
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      front?.focus();
    } else if (event.key === "Delete" && front) {
      event.preventDefault();
      void runCommand("shell.close", front.view);
    }
  };
  useTabInView(list, front);
  const lands = useStore(landing);
  const before = lands?.pane === pane && "before" in lands ? lands.before : undefined;
  return (
    <div
      ref={list}
      role="tablist"
      aria-label={name}
      className="tabs"
      data-lands-last={before === null ? "" : undefined}
      onKeyDown={onKeyDown}
    >
      {all.map((shell, i) => (
        <ShellTab
          key={shell.view}
          shell={shell}
          pane={pane}
          active={shell === front}
          next={all[i + 1]?.view ?? null}
          lands={before === shell.view}
        />
      ))}
    </div>
  );
}

/** What the toolbar has for the shell in front. */
const TOOLBAR = ["shell.interrupt", "shell.restart", "shell.clear", "shell.close"] as const;

interface ShellTabProps {
  readonly shell: ShellModel;
  readonly pane: string;
  readonly active: boolean;
  /** The view of the tab after it. */
  readonly next: string | null;
  /** A dragged tab would go before it. */
  readonly lands: boolean;
}

function ShellTab({ shell, pane, active, next, lands }: ShellTabProps) {
  const state = useStore(shell.state);
  const finished = useStore(shell.finished);
  const onItsWay = useStore(dragged) === shell;
  const [head, tail] = partsOfName(shell.name);
  const menu = useContextMenu();
  if (useStore(renaming) === shell.view) return <RenameTab shell={shell} />;
  return (
    <>
      <button
        type="button"
        role="tab"
        className="tab"
        aria-selected={active}
        aria-controls={regionId(shell)}
        aria-description={finished ? `${t(state)}, ${finished.words}` : t(state)}
        title={`${shell.name}: ${finished ? finished.words : t(state)}`}
        tabIndex={active ? 0 : -1}
        data-dragged={onItsWay ? "" : undefined}
        data-lands={lands ? "" : undefined}
        onClick={() => shell.focus()}
        onDoubleClick={() => void runCommand("shell.rename", shell.view)}
        // Without this the middle button begins to scroll.
        onMouseDown={(event) => {
          if (event.button === 1) event.preventDefault();
        }}
        onAuxClick={(event) => {
          if (event.button === 1) void runCommand("shell.close", shell.view);
        }}
        onContextMenu={menu.onContextMenu}
        onKeyDown={menu.onKeyDown}
        {...tabDrag(shell, pane, next)}
      >
        <span className="tab-mark">
          <KernelMark state={state} />
        </span>
        <span className="tab-label">{head}</span>
        {tail ? <span className="tab-tail">{tail}</span> : null}
        {finished ? (
          <span className="tab-finished" aria-hidden="true" data-failed={finished.failed ? "" : undefined}>
            {finished.failed ? t("failed") : t("finished")}
          </span>
        ) : null}
      </button>
      {menu.place ? (
        <PopupMenu
          label={shell.name}
          place={menu.place}
          groups={shellMenu(shell, TOOLBAR)}
          close={menu.close}
        />
      ) : null}
    </>
  );
}
