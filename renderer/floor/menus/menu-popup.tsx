/** One open menu: its items, and the keys that move in it. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { facts } from "../app";
import { isChecked } from "../commands/checked";
import { findCommand, runCommand } from "../commands/commands";
import { ariaShortcut, keyLabel } from "../commands/keymap";
import { Icon } from "../look/icons";
import type { Menu, MenuItem } from "./menu";
import { moveInMenu } from "./menu-keys";

/** Groups with only the items whose command is there. */
function presentGroups(menu: Menu): MenuItem[][] {
  return menu.groups
    .map((group) => group.filter((item) => findCommand(item.command)))
    .filter((group) => group.length > 0);
}

function roleOf(item: MenuItem): string {
  return item.mark === "radio" ? "menuitemradio" : item.mark === "check" ? "menuitemcheckbox" : "menuitem";
}

interface PopupProps {
  readonly menu: Menu;
  readonly close: (giveFocusBack: boolean) => void;
  readonly step: (by: 1 | -1) => void;
}

export function MenuPopup({ menu, close, step }: PopupProps) {
  const popup = useRef<HTMLDivElement>(null);
  useEffect(() => popup.current?.querySelector("button")?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight") step(1);
    else if (event.key === "ArrowLeft") step(-1);
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else if (!moveInMenu(event, popup.current)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const mac = facts.get().platform === "darwin";
  return (
    <div ref={popup} role="menu" aria-label={menu.title} className="menu popup" onKeyDown={onKeyDown}>
      {presentGroups(menu).map((group) => (
        <div key={group[0]?.command} role="group" className="menu-group">
          {group.map((item) => {
            const command = findCommand(item.command);
            if (!command) return null;
            const key = keyLabel(command.id, mac);
            const usable = command.available?.() !== false;
            const checked = item.mark ? isChecked(command.id) : undefined;
            return (
              <button
                key={command.id}
                type="button"
                role={roleOf(item)}
                className="menu-item"
                tabIndex={-1}
                data-command={command.id}
                data-title={command.title}
                aria-checked={checked}
                aria-disabled={usable ? undefined : true}
                aria-keyshortcuts={ariaShortcut(command.id, mac)}
                onMouseEnter={(event) => event.currentTarget.focus()}
                onClick={() => {
                  if (!usable) return;
                  close(true);
                  void runCommand(command.id);
                }}
              >
                <span className="menu-check">{checked ? <Icon name="check" size={14} /> : null}</span>
                <span className="menu-title">{command.title}</span>
                {key ? <kbd aria-hidden="true">{key}</kbd> : null}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
