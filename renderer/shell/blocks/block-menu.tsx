/** The menu of a block: by its button, by the other mouse button, and by the menu key. */

import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { t } from "../../../preload/texts/texts";
import type { Block } from "../../../preload/transcript/transcript";
import { Icon } from "../../floor/look/icons";
import { asksForMenu, placeBelow } from "../../floor/menus/context-menu";
import { type MenuPlace, PopupMenu } from "../../floor/menus/popup-menu";
import type { ShellModel } from "../../kernels/shell-model";
import { blockMenu } from "./block-actions";

/** What the article of a block needs to have its menu. */
export interface BlockMenuParts {
  readonly onContextMenu: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Opens the menu under a button, or closes it. */
  readonly toggleAt: (button: HTMLElement) => void;
  readonly isOpen: boolean;
  readonly menu: React.ReactNode;
}

export function useBlockMenu(shell: ShellModel, block: Block): BlockMenuParts {
  const [place, setPlace] = useState<MenuPlace | null>(null);
  const [owner, setOwner] = useState<HTMLElement | null>(null);
  return {
    onContextMenu: (event) => {
      if (event.defaultPrevented) return;
      event.preventDefault();
      setPlace({ x: event.clientX, y: event.clientY });
    },
    onKeyDown: (event) => {
      if (event.target !== event.currentTarget) return;
      if (!asksForMenu(event) && event.key !== "Enter") return;
      event.preventDefault();
      setPlace(placeBelow(event.currentTarget));
    },
    toggleAt: (button) => {
      setOwner(button);
      if (place) setPlace(null);
      else setPlace(placeBelow(button));
    },
    isOpen: place !== null,
    menu: place ? (
      <PopupMenu
        label={t("Block")}
        place={place}
        groups={blockMenu(shell, block)}
        owner={owner}
        close={() => setPlace(null)}
      />
    ) : null,
  };
}

/** The button at the right of the block's first line; seen when the block is pointed at or has the keyboard. */
export function BlockMenuButton({ parts }: { readonly parts: BlockMenuParts }) {
  return (
    <button
      type="button"
      className="icon-button block-menu-button"
      aria-label={t("Block actions")}
      aria-haspopup="menu"
      aria-expanded={parts.isOpen}
      onClick={(event) => parts.toggleAt(event.currentTarget)}
    >
      <Icon name="more" size={14} />
    </button>
  );
}
