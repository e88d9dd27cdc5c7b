/** The Alt key as menus use it: pressed and let go alone, or with the letter of a menu. */

export interface AltKey {
  readonly alone: () => void;
  /** The letter in lower case; true when it was taken. */
  readonly withLetter: (letter: string) => boolean;
}

/**
 * Listens to the whole window, in the capture phase: keys that run a command go no further, and Alt was not alone
 * then. Returns a function that stops it.
 */
export function listenToAlt({ alone, withLetter }: AltKey): () => void {
  let isAlone = false;
  const onKeyDown = (event: KeyboardEvent) => {
    const onlyAlt = !event.ctrlKey && !event.shiftKey && !event.metaKey;
    isAlone = event.key === "Alt" && onlyAlt && !event.repeat;
    if (!event.altKey || !onlyAlt || event.key.length !== 1 || event.defaultPrevented) return;
    if (withLetter(event.key.toLowerCase())) event.preventDefault();
  };
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key === "Alt" && isAlone) alone();
    isAlone = false;
  };
  const onMouseDown = () => {
    isAlone = false;
  };
  window.addEventListener("keydown", onKeyDown, true);
  window.addEventListener("keyup", onKeyUp, true);
  window.addEventListener("mousedown", onMouseDown, true);
  return () => {
    window.removeEventListener("keydown", onKeyDown, true);
    window.removeEventListener("keyup", onKeyUp, true);
    window.removeEventListener("mousedown", onMouseDown, true);
  };
}
