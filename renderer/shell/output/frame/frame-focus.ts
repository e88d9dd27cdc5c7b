/**
 * Keeps frames from taking the keyboard, and with it the keys that act on a kernel. Chromium keeps scripts from taking it
 * (output-frame.ts), but not for some seconds after the user was in their frame. What is taken all the same, without the
 * pointer on the frame and without Tab, goes back, and the frame is inert until the user presses the pointer on it.
 */
import { tandem } from "../../../floor/bridge";
import { unawaited } from "../../../floor/failures";
import { createStore } from "../../../floor/store";
import { meanShellAt } from "../../places/keyboard-shell";

/** Pressing Tab brought the keyboard into a frame when it was this shortly before, in ms. */
const TAB_MS = 500;
/**
 * Where the pointer is, and that a frame has the keyboard, may be known later than that it was pressed: so often is looked,
 * after so many ms each. Not by the clock: a window that was busy has heard of nothing meanwhile.
 */
const LOOKS = 15;
const LOOK_AGAIN_MS = 10;

/** The frame that the user brought the keyboard into, as long as it has not been elsewhere. */
export const frameInUse = createStore<HTMLIFrameElement | null>(null);

/** What had the keyboard last that is no frame. */
let before: Element | null = null;
let tab: { readonly event: Event; readonly time: number } | null = null;
let looking: ReturnType<typeof setTimeout> | undefined;

/** The frame that has the keyboard. */
function frameWithKeyboard(): HTMLIFrameElement | null {
  const element = document.activeElement;
  return element instanceof HTMLIFrameElement && element.closest(".output-frames") ? element : null;
}

/** Whether the user came there. */
function isWanted(frame: HTMLIFrameElement): boolean {
  const used = frameInUse.get();
  // From another frame: where Tab was pressed is not known here.
  if (frame === used || used?.isConnected || frame.matches(":hover")) return true;
  // Tab that did something else, as completing code, went nowhere.
  return tab !== null && performance.now() - tab.time < TAB_MS && !tab.event.defaultPrevented;
}

/**
 * Looks where the keyboard is, a moment later. A frame that the user came into makes its shell the one that commands
 * mean; from any other the keyboard goes back.
 */
export function lookForKeyboard(): void {
  clearTimeout(looking);
  const look = (more: number) => {
    const frame = frameWithKeyboard();
    if (frame && isWanted(frame)) use(frame);
    else if (more > 0) looking = setTimeout(look, LOOK_AGAIN_MS, more - 1);
    else if (frame) unawaited("judging who brought the keyboard into an output", judge(frame));
  };
  // Not within the event that told it: what is given back there stays with the frame.
  looking = setTimeout(look, 0, LOOKS);
}

function use(frame: HTMLIFrameElement): void {
  frameInUse.set(frame);
  meanShellAt(frame);
}

/** Gives the keyboard back, unless the pointer is on the frame: a busy page may not have heard of it, the system knows. */
async function judge(frame: HTMLIFrameElement): Promise<void> {
  const pointer = await tandem.request("window.pointer");
  if (frameWithKeyboard() !== frame) return;
  const isOn = pointer !== null && document.elementFromPoint(pointer.x, pointer.y) === frame;
  if (isOn || isWanted(frame)) return use(frame);
  frame.inert = true;
  if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
}

/** Where the user's keyboard is. */
export function keyboardAt(): Element | null {
  const frame = frameWithKeyboard();
  return frame && frame !== frameInUse.get() ? before : document.activeElement;
}

/** Whether the user is in that frame, so that what it asks for may be what the user asked it for. */
export function isInUse(frame: HTMLIFrameElement): boolean {
  return frame === frameInUse.get() && frame === document.activeElement;
}

/** Watches the frames of the window; returns a function that stops it. */
export function guardFrames(): () => void {
  before = document.activeElement;
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element) || target instanceof HTMLIFrameElement) return;
    before = target;
    frameInUse.set(null);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key === "Tab") tab = { event, time: performance.now() };
  };
  // An inert frame lets the pointer through to the place around it.
  const onPress = ({ target }: Event) => {
    const place = target instanceof Element ? target.closest(".output-frames") : null;
    for (const frame of place?.querySelectorAll("iframe") ?? []) frame.inert = false;
  };
  document.addEventListener("focusin", onFocus);
  document.addEventListener("keydown", onKey, true);
  document.addEventListener("pointerdown", onPress, true);
  // What stands for a frame that has the keyboard.
  window.addEventListener("blur", lookForKeyboard);
  return () => {
    document.removeEventListener("focusin", onFocus);
    document.removeEventListener("keydown", onKey, true);
    document.removeEventListener("pointerdown", onPress, true);
    window.removeEventListener("blur", lookForKeyboard);
  };
}
