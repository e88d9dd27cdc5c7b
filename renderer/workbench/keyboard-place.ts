/** Whether the user's keyboard was last in the editor or among the shells: a window that loads anew puts it there again. */

export type KeyboardPlace = "editor" | "shell";

let last: KeyboardPlace = "editor";

/** Where it is, or was before it went to a menu, a dialog or a tool. */
export function keyboardPlace(): KeyboardPlace {
  return last;
}

/** Follows it from now on. @param before where it was when the window was last here */
export function followKeyboardPlace(before: KeyboardPlace): void {
  last = before;
  document.addEventListener("focusin", ({ target }) => {
    const place = target instanceof Element && target.closest<HTMLElement>("[data-place]")?.dataset.place;
    if (place === "editor" || place === "shell") last = place;
  });
}
