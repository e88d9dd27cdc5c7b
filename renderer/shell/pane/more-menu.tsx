/** "More": the commands of the shell in front that have no button of their own. */
import { useEffect, useRef, useState } from "react";
import { Icon } from "../../look/icons";
import { findCommand, runCommand } from "../../workbench/commands";
import { windowShells } from "./window-shells";

const GROUPS = [
  ["shell.undoClear", "shell.copyAll", "shell.saveText", "shell.saveHtml"],
  ["shell.duplicate", "shell.moveRight", "shell.moveBelow", "shell.moveToPane", "shell.moveToWindow"],
  ["shell.shutdown", "shell.leave", "shell.running"],
] as const;

export function MoreMenu() {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const items = () => [
    ...(whole.current?.querySelectorAll<HTMLElement>("[role=menuitem]:not(:disabled)") ?? []),
  ];

  useEffect(() => {
    if (!open) return;
    whole.current?.querySelector<HTMLElement>("[role=menuitem]:not(:disabled)")?.focus();
    const close = (event: Event) => {
      if (event.target instanceof Node && !whole.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, [open]);

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!open) return;
    const all = items();
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[(to + all.length) % all.length]?.focus();
    } else if (event.key === "Escape" || event.key === "Tab") {
      setOpen(false);
      if (event.key === "Escape") button.current?.focus();
    }
  };

  return (
    <div ref={whole} className="more" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        className="icon-button"
        aria-label="More"
        title="More"
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <Icon name="more" />
      </button>
      {open ? (
        <div role="menu" aria-label="More" className="popup more-menu">
          {GROUPS.map((group) => (
            <div key={group[0]} className="more-group">
              {group.map((id) => {
                const command = findCommand(id);
                // Each kernel has one of the two ends.
                const ends = id === "shell.leave" || id === "shell.shutdown";
                if (!command || (ends && command.available?.() === false)) return null;
                return (
                  <button
                    key={id}
                    type="button"
                    role="menuitem"
                    tabIndex={-1}
                    className="row"
                    data-command={id}
                    disabled={command.available?.() === false}
                    onClick={async () => {
                      setOpen(false);
                      await runCommand(id);
                      // The item that had the keyboard is gone.
                      if (document.activeElement === document.body) windowShells().front.get()?.focus();
                    }}
                  >
                    {command.title}
                  </button>
                );
              })}
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
