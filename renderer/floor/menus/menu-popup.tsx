/** One open menu: its items, and the keys that move in it. */
import { type KeyboardEvent, useEffect, useRef } from "react";
import { facts } from "../app";
import { checkedState } from "../commands/checked";
import { runCommand } from "../commands/commands";
import { ariaShortcut, keyLabel } from "../keys/keymap";
import { Icon } from "../look/icons";
import type { Menu } from "./menu";
import { moveInMenu } from "./menu-keys";
import { presentGroups } from "./present-groups";

const ROLES = { radio: "menuitemradio", check: "menuitemcheckbox" } as const;

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
        <div key={group[0]?.id} role="group" className="menu-group">
          {group.map((command) => {
            const key = keyLabel(command.id, mac);
            const usable = command.available?.() !== false;
            const checked = checkedState(command.id);
            return (
              <button
                key={command.id}
                type="button"
                role={checked ? ROLES[checked.mark] : "menuitem"}
                className="menu-item"
                tabIndex={-1}
                data-command={command.id}
                data-title={command.title}
                aria-checked={checked?.on}
                aria-disabled={usable ? undefined : true}
                aria-keyshortcuts={ariaShortcut(command.id, mac)}
                onMouseEnter={(event) => event.currentTarget.focus()}
                onClick={() => {
                  if (!usable) return;
                  close(true);
                  void runCommand(command.id);
                }}
              >
                <span className="menu-check">{checked?.on ? <Icon name="check" size={14} /> : null}</span>
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
