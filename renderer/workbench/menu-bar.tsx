/** The menu bar of Linux and Windows (macOS has its native one): mouse, arrow keys, letters and Alt. */

import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from "react";
import { t } from "../../preload/texts/texts";
import { runCommand } from "../floor/commands/commands";
import { listenToAlt } from "../floor/menus/alt-key";
import { MenuPopup } from "../floor/menus/menu-popup";
import { keyboardPlace } from "./keyboard-place";
import { menus } from "./menus";

/** The next menu that begins with a letter, after the one at `from`; -1 where none does. */
function menuOfLetter(letter: string, from: number | null): number {
  const begins = menus().map((menu) => menu.title[0]?.toLowerCase() === letter);
  const next = begins.indexOf(true, (from ?? -1) + 1);
  return next >= 0 ? next : begins.indexOf(true);
}

export function MenuBar() {
  const [open, setOpen] = useState<number | null>(null);
  const bar = useRef<HTMLDivElement>(null);
  /** What had the keyboard before the menus took it. */
  const before = useRef<Element | null>(null);
  const titles = () => [
    ...(bar.current?.querySelectorAll<HTMLElement>(":scope > div > [role=menuitem]") ?? []),
  ];

  const remember = () => {
    if (!bar.current?.contains(document.activeElement)) before.current = document.activeElement;
  };
  const close = (giveFocusBack: boolean) => {
    setOpen(null);
    if (!giveFocusBack) return;
    if (before.current instanceof HTMLElement) before.current.focus();
    // What had it may be gone or folded away, or nothing had it: the keyboard never is nowhere.
    if (document.activeElement !== before.current || before.current === document.body)
      void runCommand(keyboardPlace() === "shell" ? "focus.shell" : "focus.editor");
  };

  const onAltAlone = useEffectEvent(() => {
    if (bar.current?.contains(document.activeElement)) return close(true);
    remember();
    titles()[0]?.focus();
  });
  const onAltLetter = useEffectEvent((letter: string) => {
    const index = menuOfLetter(letter, open);
    if (index < 0) return false;
    remember();
    setOpen(index);
    return true;
  });
  useEffect(() => {
    const stopAlt = listenToAlt({ alone: () => onAltAlone(), withLetter: (letter) => onAltLetter(letter) });
    const onMouseDown = (event: MouseEvent) => {
      if (!bar.current?.contains(event.target as Node)) setOpen(null);
    };
    window.addEventListener("mousedown", onMouseDown, true);
    return () => {
      stopAlt();
      window.removeEventListener("mousedown", onMouseDown, true);
    };
  }, []);

  const onTitleKey = (event: KeyboardEvent, index: number) => {
    const all = titles();
    const move = (to: number) => all[(to + all.length) % all.length]?.focus();
    switch (event.key) {
      case "ArrowRight":
        move(index + 1);
        break;
      case "ArrowLeft":
        move(index - 1);
        break;
      case "Home":
        move(0);
        break;
      case "End":
        move(all.length - 1);
        break;
      case "ArrowDown":
      case "Enter":
      case " ":
        setOpen(index);
        break;
      case "Escape":
        close(true);
        break;
      default: {
        const letter = event.key.toLowerCase();
        const found = menuOfLetter(letter, index);
        if (found < 0 || event.key.length !== 1 || event.altKey) return;
        setOpen(found);
      }
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div ref={bar} role="menubar" aria-label={t("Menus")} className="menu-bar">
      {menus().map((menu, index) => (
        <div key={menu.title} className="menu-place">
          <button
            type="button"
            role="menuitem"
            className="menu-bar-item"
            aria-haspopup="menu"
            aria-expanded={open === index}
            tabIndex={index === 0 ? 0 : -1}
            onMouseDown={(event) => {
              // The focus stays where it was, so that it can be given back.
              event.preventDefault();
              remember();
              setOpen(open === index ? null : index);
            }}
            onMouseEnter={() => {
              if (open !== null) setOpen(index);
            }}
            onClick={(event) => {
              // From the keyboard or assistive technology: a mouse has opened it already.
              if (event.detail !== 0) return;
              remember();
              setOpen(index);
            }}
            onFocus={(event) => {
              if (event.relatedTarget && !bar.current?.contains(event.relatedTarget))
                before.current = event.relatedTarget;
            }}
            onKeyDown={(event) => onTitleKey(event, index)}
          >
            {menu.title}
          </button>
          {open === index ? (
            <MenuPopup
              key={menu.title}
              menu={menu}
              close={close}
              step={(by) => setOpen((index + by + menus().length) % menus().length)}
            />
          ) : null}
        </div>
      ))}
    </div>
  );
}
