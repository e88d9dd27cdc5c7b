/** The pane of shells: their tabs, the toolbar of the one in front, and the list of kernels to start. */
import "./pane.css";
import { type KeyboardEvent, useEffect, useRef } from "react";
import type { ShellModel } from "../../kernels/shell-model";
import { Icon, type IconName } from "../../look/icons";
import { KernelMark } from "../../look/marks";
import { useStore } from "../../store";
import { runCommand } from "../../workbench/commands";
import { shutDownSession } from "./kernel-actions";
import { KernelChooser } from "./kernel-chooser";
import { MoreMenu } from "./more-menu";
import { chooserOpen } from "./pane-state";
import { Bar, BarButton } from "./shell-bars";
import { ShellView } from "./shell-view";
import { windowShells } from "./window-shells";

const regionId = (shell: ShellModel) => `shell-${shell.view}`;

export function ShellsPane() {
  const shells = windowShells();
  const all = useStore(shells.shells);
  const front = useStore(shells.front);
  const choosing = useStore(chooserOpen);
  return (
    <div className="pane shells-pane" data-place="shell">
      <div className="tab-bar">
        <ShellTabs all={all} front={front} />
        <ToolButton icon="plus" name="New shell" command="shell.new" />
        <div className="bar-actions">
          {front ? (
            <div role="toolbar" aria-label="Shell" className="shell-toolbar">
              <ToolButton icon="clear" name="Clear shell" command="shell.clear" />
              <ToolButton icon="interrupt" name="Interrupt kernel" command="shell.interrupt" />
              <ToolButton icon="restart" name="Restart kernel" command="shell.restart" />
              <ToolButton icon="close" name="Close shell" command="shell.close" />
              <MoreMenu />
            </div>
          ) : null}
        </div>
      </div>
      <ClosedBar />
      <div className="pane-body">
        {all.map((shell) => (
          <ShellView key={shell.view} id={regionId(shell)} shell={shell} active={shell === front} />
        ))}
        {all.length === 0 ? (
          <div className="chooser-page">
            <h2>Start a kernel</h2>
            <KernelChooser takeFocus={choosing} onDone={() => chooserOpen.set(false)} />
          </div>
        ) : choosing ? (
          <ChooserPopup />
        ) : null}
      </div>
    </div>
  );
}

function ToolButton({
  icon,
  name,
  command,
}: {
  readonly icon: IconName;
  readonly name: string;
  readonly command: string;
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
      onClick={() => void runCommand(command)}
    >
      <Icon name={icon} />
    </button>
  );
}

function ShellTabs({
  all,
  front,
}: {
  readonly all: readonly ShellModel[];
  readonly front: ShellModel | null;
}) {
  const list = useRef<HTMLDivElement>(null);
  const select = (shell: ShellModel | undefined) => {
    if (!shell) return;
    windowShells().show(shell);
    list.current?.querySelector<HTMLElement>(`[aria-controls="${regionId(shell)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = front ? all.indexOf(front) : -1;
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      select(all[(to + all.length) % all.length]);
    } else if (event.key === "Enter" || event.key === "ArrowDown") {
      event.preventDefault();
      front?.focus();
    }
  };
  useEffect(() => {
    const element = list.current;
    if (!element || !front) return;
    const reveal = () =>
      element.querySelector(`[aria-controls="${regionId(front)}"]`)?.scrollIntoView({ inline: "nearest" });
    const observer = new ResizeObserver(reveal);
    observer.observe(element);
    reveal();
    return () => observer.disconnect();
  }, [front]);
  return (
    <div ref={list} role="tablist" aria-label="Shells" className="tabs" onKeyDown={onKeyDown}>
      {all.map((shell) => (
        <ShellTab key={shell.view} shell={shell} active={shell === front} />
      ))}
    </div>
  );
}

function ShellTab({ shell, active }: { readonly shell: ShellModel; readonly active: boolean }) {
  const state = useStore(shell.state);
  return (
    <button
      type="button"
      role="tab"
      className="tab"
      aria-selected={active}
      aria-controls={regionId(shell)}
      aria-label={shell.name}
      aria-description={state}
      title={`${shell.name}: ${state}`}
      tabIndex={active ? 0 : -1}
      onClick={() => shell.focus()}
      onAuxClick={(event) => {
        if (event.button === 1) void runCommand("shell.close", shell.view);
      }}
    >
      <span className="tab-mark">
        <KernelMark state={state} />
      </span>
      <span className="tab-label">{shell.name}</span>
    </button>
  );
}

/** After a used shell was closed: its kernel runs on. */
function ClosedBar() {
  const shells = windowShells();
  const closed = useStore(shells.closed);
  if (!closed) return null;
  return (
    <Bar
      actions={
        <>
          <BarButton run={() => void shells.reopen(closed.session)}>Reopen</BarButton>
          <BarButton run={() => void shutDownSession(closed.session)}>Shut down</BarButton>
          <button
            type="button"
            className="icon-button"
            aria-label="Dismiss"
            onClick={() => shells.closed.set(null)}
          >
            <Icon name="close" />
          </button>
        </>
      }
    >
      The shell was closed; its kernel {closed.name} runs on.
    </Bar>
  );
}

function ChooserPopup() {
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      if (event.target instanceof Node && !popup.current?.contains(event.target)) chooserOpen.set(false);
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
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
