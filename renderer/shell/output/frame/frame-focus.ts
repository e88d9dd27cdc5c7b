/**
 * Keeps frames from taking the keyboard: what a script took goes back, and its frame is inert until the user presses
 * the pointer on it.
 */

/** Pressing Tab brought the keyboard into a frame when it was this shortly before, in ms. */
const TAB_MS = 500;

/**
 * Watches the frames in `place`; returns a function that stops it.
 * @param place where nothing but frames is
 */
export function guardFocus(place: HTMLElement): () => void {
  let before = document.activeElement;
  let tabbed = Number.NEGATIVE_INFINITY;
  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof Element && !(target instanceof HTMLIFrameElement)) before = target;
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Tab") tabbed = performance.now();
  };
  // What stands for a frame that has the keyboard.
  const onBlur = () => {
    const frame = document.activeElement;
    if (!(frame instanceof HTMLIFrameElement) || !place.contains(frame)) return;
    if (frame.matches(":hover") || performance.now() - tabbed < TAB_MS) return;
    frame.inert = true;
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
  };
  // An inert frame lets the pointer through to the place around it.
  const onPress = () => {
    for (const frame of place.querySelectorAll("iframe")) frame.inert = false;
  };
  document.addEventListener("focusin", onFocus);
  document.addEventListener("keydown", onKey, true);
  window.addEventListener("blur", onBlur);
  place.addEventListener("pointerdown", onPress);
  return () => {
    document.removeEventListener("focusin", onFocus);
    document.removeEventListener("keydown", onKey, true);
    window.removeEventListener("blur", onBlur);
    place.removeEventListener("pointerdown", onPress);
  };
}
