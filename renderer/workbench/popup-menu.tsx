/** A menu at a place of the window, for what is under the pointer or has the keyboard. */
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { Icon } from "../look/icons";

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
  /** Takes the menu away; the keyboard goes back to where it was. */
  readonly close: () => void;
}

/** Room that the menu keeps to the window's edges, in px. */
const EDGE = 4;

export function PopupMenu({ label, place, groups, close }: PopupMenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const before = useRef(document.activeElement);
  const closing = useRef(close);
  closing.current = close;

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(EDGE, Math.min(place.x, innerWidth - width - EDGE))}px`;
    element.style.top = `${Math.max(EDGE, Math.min(place.y, innerHeight - height - EDGE))}px`;
    element.querySelector("button")?.focus();
  }, [place]);

  useEffect(() => {
    const outside = (event: Event) => {
      if (event.target instanceof Node && menu.current?.contains(event.target)) return;
      closing.current();
    };
    const away = () => closing.current();
    document.addEventListener("pointerdown", outside, true);
    document.addEventListener("wheel", outside, true);
    window.addEventListener("blur", away);
    window.addEventListener("resize", away);
    return () => {
      document.removeEventListener("pointerdown", outside, true);
      document.removeEventListener("wheel", outside, true);
      window.removeEventListener("blur", away);
      window.removeEventListener("resize", away);
    };
  }, []);

  const giveBack = () => {
    closing.current();
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...(menu.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) all[(to + all.length) % all.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") giveBack();
    else if (event.key.length === 1 && event.key !== " ") {
      const begins = (one: HTMLElement) => one.textContent?.toLowerCase().startsWith(event.key.toLowerCase());
      [...all.slice(at + 1), ...all.slice(0, at + 1)].find(begins)?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return createPortal(
    <div ref={menu} role="menu" aria-label={label} className="menu popup popup-menu" onKeyDown={onKeyDown}>
      {groups
        .filter(({ items }) => items.length > 0)
        .map((group) => (
          <div key={group.items[0]?.label} role="group" aria-label={group.label} className="menu-group">
            {group.items.map(({ label: text, run, chosen }) => (
              <button
                key={text}
                type="button"
                role={chosen === undefined ? "menuitem" : "menuitemradio"}
                aria-checked={chosen}
                tabIndex={-1}
                className="menu-item"
                onMouseEnter={(event) => event.currentTarget.focus()}
                onClick={() => {
                  giveBack();
                  run();
                }}
              >
                <span className="menu-check">{chosen ? <Icon name="check" size={14} /> : null}</span>
                <span className="menu-title">{text}</span>
              </button>
            ))}
          </div>
        ))}
    </div>,
    document.body,
  );
}
