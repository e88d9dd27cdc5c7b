/** A menu at a place of the window, for what is under the pointer or has the keyboard. */
import { type KeyboardEvent, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { facts } from "../app";
import { ariaShortcut, keyLabel } from "../keys/keymap";
import { Icon } from "../look/icons";
import { moveInMenu } from "./menu-keys";
import { openedMenu } from "./open-menu";

/** In px of the window. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

export interface PopupItem {
  readonly label: string;
  readonly run: () => unknown;
  /** One of several that exclude each other: whether it is the one. */
  readonly chosen?: boolean;
  /** By itself on or off: whether it is on. */
  readonly checked?: boolean;
  /** Beside the label, e.g. a folder. */
  readonly detail?: string;
  /** The command that it is, by which guides and tests point at it, and whose key is shown. */
  readonly command?: string;
  /** Shown, and not to be chosen now. */
  readonly disabled?: boolean;
}

export interface PopupGroup {
  /** Said to screen readers, where the items need it. */
  readonly label?: string;
  readonly items: readonly PopupItem[];
}

interface PopupMenuProps {
  readonly label: string;
  readonly place: MenuPlace;
  readonly groups: readonly PopupGroup[];
  /** What it was opened with: pressing that closes it by itself. */
  readonly owner?: Element | null;
  /** Takes the menu away; the keyboard goes back to where it was. */
  readonly close: () => void;
}

/** Room that the menu keeps to the window's edges, in px. */
const EDGE = 4;

export function PopupMenu({ label, place, groups, owner, close }: PopupMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const before = useRef(document.activeElement);
  const closing = useRef(close);
  closing.current = close;
  const opener = useRef(owner);
  opener.current = owner;

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(EDGE, Math.min(place.x, innerWidth - width - EDGE))}px`;
    element.style.top = `${Math.max(EDGE, Math.min(place.y, innerHeight - height - EDGE))}px`;
    element.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
  }, [place]);

  const giveBack = () => {
    closing.current();
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
  };
  const leave = useEffectEvent(giveBack);

  useEffect(() => {
    const element = menu.current;
    if (!element) return;
    const outside = (event: Event) => {
      if (event.target instanceof Node && element.contains(event.target)) return;
      if (
        event.type === "pointerdown" &&
        event.target instanceof Node &&
        opener.current?.contains(event.target)
      )
        return;
      closing.current();
    };
    const away = () => closing.current();
    const gone = openedMenu({ element, before: before.current, leave: () => leave() });
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("wheel", outside, true);
    // Whatever took the keyboard: a menu without it would only cover what is below.
    document.addEventListener("focusin", outside, true);
    window.addEventListener("blur", away);
    window.addEventListener("resize", away);
    return () => {
      gone();
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("wheel", outside, true);
      document.removeEventListener("focusin", outside, true);
      window.removeEventListener("blur", away);
      window.removeEventListener("resize", away);
    };
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" || event.key === "Tab") giveBack();
    else if (!moveInMenu(event, menu.current)) return;
    event.preventDefault();
    event.stopPropagation();
  };

  const mac = facts.get().platform === "darwin";
  return createPortal(
    <div ref={menu} role="menu" aria-label={label} className="menu popup popup-menu" onKeyDown={onKeyDown}>
      {groups
        .filter(({ items }) => items.length > 0)
        .map((group) => (
          <div key={group.items[0]?.label} role="group" aria-label={group.label} className="menu-group">
            {group.items.map(({ label: text, detail, run, chosen, checked, command, disabled }, at) => (
              <button
                key={at}
                type="button"
                role={
                  chosen !== undefined
                    ? "menuitemradio"
                    : checked !== undefined
                      ? "menuitemcheckbox"
                      : "menuitem"
                }
                aria-checked={chosen ?? checked}
                tabIndex={-1}
                className="menu-item"
                data-command={command}
                aria-keyshortcuts={command && ariaShortcut(command, mac)}
                disabled={disabled}
                onMouseEnter={(event) => event.currentTarget.focus()}
                onClick={() => {
                  giveBack();
                  run();
                }}
              >
                <span className="menu-check">
                  {(chosen ?? checked) ? <Icon name="check" size={14} /> : null}
                </span>
                <span className="menu-title">
                  {text}
                  {detail ? <span className="menu-detail">{detail}</span> : null}
                </span>
                {command && keyLabel(command, mac) ? (
                  <kbd aria-hidden="true">{keyLabel(command, mac)}</kbd>
                ) : null}
              </button>
            ))}
          </div>
        ))}
    </div>,
    document.body,
  );
}
