/** The keys that move within an open menu: arrows, Home, End, and the letter that an item begins with. */
import type { KeyboardEvent } from "react";

/**
 * Moves the keyboard among the items that can be chosen, if the key is one of those.
 * @returns whether it was
 */
export function moveInMenu(event: KeyboardEvent, menu: Element | null): boolean {
  const items = [...(menu?.querySelectorAll<HTMLElement>("[role^=menuitem]:not(:disabled)") ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined) items[(to + items.length) % items.length]?.focus();
  else if (event.key.length === 1 && event.key !== " ") {
    const letter = event.key.toLowerCase();
    const begins = (item: HTMLElement) =>
      (item.querySelector(".menu-title") ?? item).textContent?.trim().toLowerCase().startsWith(letter);
    [...items.slice(at + 1), ...items.slice(0, at + 1)].find(begins)?.focus();
  } else return false;
  return true;
}
