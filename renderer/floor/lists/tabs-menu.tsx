/** The list of all tabs of a bar, offered where they do not all fit in it. */
import { type RefObject, useEffect, useState } from "react";
import { MenuButton } from "../menus/menu-button";
import type { PopupGroup } from "../menus/popup-menu";

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
    const rows = [...element.querySelectorAll<HTMLElement>("[role=tablist], .tab-rows")];
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
  const hidden = !useOverflow(bar);
  return (
    <MenuButton
      name={name}
      icon="chevronDown"
      className="icon-button tabs-menu-button"
      hidden={hidden}
      groups={groups}
    />
  );
}
