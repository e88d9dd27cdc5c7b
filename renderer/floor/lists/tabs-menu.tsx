/** The list of all tabs of a bar, offered where they do not all fit in it. */
import { type RefObject, useEffect, useRef, useState } from "react";
import { Icon } from "../look/icons";
import { type MenuPlace, type PopupGroup, PopupMenu } from "../menus/popup-menu";

interface TabsMenuProps {
  /** The bar that the rows of tabs stand in. */
  readonly bar: RefObject<HTMLElement | null>;
  /** Of the button and its menu. */
  readonly name: string;
  /** Asked for when it is opened. */
  readonly groups: () => readonly PopupGroup[];
}

/** Whether a row of tabs in the bar has more than it can show. */
function useOverflow(bar: RefObject<HTMLElement | null>): boolean {
  const [overflows, setOverflows] = useState(false);
  // At each drawing: what the tabs are called changes their room too.
  useEffect(() => {
    const element = bar.current;
    if (!element) return;
    const rows = [...element.querySelectorAll<HTMLElement>("[role=tablist]")];
    // A pixel may be lost by rounding.
    const look = () => setOverflows(rows.some((row) => row.scrollWidth > row.clientWidth + 1));
    const observer = new ResizeObserver(look);
    for (const row of rows) {
      observer.observe(row);
      for (const tab of row.children) observer.observe(tab);
    }
    look();
    return () => observer.disconnect();
  });
  return overflows;
}

export function TabsMenu({ bar, name, groups }: TabsMenuProps) {
  const overflows = useOverflow(bar);
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<MenuPlace | null>(null);
  if (!overflows && !place) return null;
  const toggle = () => {
    const { left, bottom } = button.current?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
    setPlace((now) => (now ? null : { x: left, y: bottom }));
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="icon-button tabs-menu-button"
        aria-label={name}
        title={name}
        aria-haspopup="menu"
        aria-expanded={place !== null}
        onClick={toggle}
      >
        <Icon name="chevronDown" />
      </button>
      {place ? (
        <PopupMenu
          label={name}
          place={place}
          groups={groups()}
          owner={button.current}
          close={() => setPlace(null)}
        />
      ) : null}
    </>
  );
}
