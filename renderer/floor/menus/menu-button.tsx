/** A button that opens a menu below itself, and closes it again. */
import { useRef, useState } from "react";
import { Icon, type IconName } from "../look/icons";
import { type MenuPlace, type PopupGroup, PopupMenu } from "./popup-menu";

interface MenuButtonProps {
  /** Of the button and its menu. */
  readonly name: string;
  readonly icon: IconName;
  readonly className?: string;
  /** Not there, unless its menu is open. */
  readonly hidden?: boolean;
  /** Asked for while it is open. */
  readonly groups: (button: HTMLElement | null) => readonly PopupGroup[];
}

export function MenuButton({
  name,
  icon,
  className = "icon-button",
  hidden = false,
  groups,
}: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<MenuPlace | null>(null);
  if (hidden && !place) return null;
  const toggle = () => {
    const { left, bottom } = button.current?.getBoundingClientRect() ?? { left: 0, bottom: 0 };
    setPlace((now) => (now ? null : { x: left, y: bottom }));
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={name}
        title={name}
        aria-haspopup="menu"
        aria-expanded={place !== null}
        onClick={toggle}
      >
        <Icon name={icon} />
      </button>
      {place ? (
        <PopupMenu
          label={name}
          place={place}
          groups={groups(button.current)}
          owner={button.current}
          close={() => setPlace(null)}
        />
      ) : null}
    </>
  );
}
