/** Turns key presses into commands, by where the keyboard is. */

import { pressedKey } from "../../preload/contract/key-presses";
import { isInChord } from "../code/instance";
import { facts } from "../floor/app";
import { tandem } from "../floor/bridge";
import { findCommand, type Place, runCommand } from "../floor/commands/commands";
import { openQuestion } from "../floor/dialogs/dialogs";
import { unawaited } from "../floor/failures";
import { keyCapture } from "../floor/keys/key-capture";
import { commandFor, keysOf } from "../floor/keys/keymap";
import { menuAround } from "../floor/menus/open-menu";
import { activePage } from "../floor/pages/pages";
import { frameInUse, keyboardAt } from "../shell/output/frame/frame-focus";
import { meanShellAt } from "../shell/places/keyboard-shell";

/**
 * The place that an element is in: that of the nearest pane or tool around it. The find widget has keys of its own. Where
 * nothing has the keyboard, keys are those of what is in front: of a page, else of the editor.
 */
export function placeOf(target: EventTarget | null): Place {
  if (target === document.body) return activePage.get() ? "page" : "editor";
  if (target instanceof Element && target.closest(".find-widget")) return "anywhere";
  const pane = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
  const place = pane?.dataset.place;
  if (place === "editor" || place === "shell" || place === "page") return place;
  return target instanceof Element && target.closest("[data-tool]") ? "page" : "anywhere";
}

/** Listens to the keyboard of the whole window; returns a function that stops it. */
export function dispatchKeys(): () => void {
  /** Runs the command of a key that was pressed there; false when it has none. */
  const run = (key: string, pressedAt: EventTarget | null): boolean => {
    const menu = menuAround(pressedAt);
    const target = menu ? menu.before : pressedAt;
    // Whatever was last shown or started: a key means the shell that it is pressed in.
    meanShellAt(target);
    const command = findCommand(commandFor(key, placeOf(target)) ?? "");
    if (!command || (command.available?.() === false && !command.refuse)) return false;
    menu?.leave();
    void runCommand(command.id);
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || openQuestion.get()) return;
    if (isInChord() && placeOf(event.target) === "editor") return;
    const key = pressedKey(event, facts.get().platform === "darwin");
    const capture = keyCapture.get();
    if (capture !== null && key !== null) {
      event.preventDefault();
      event.stopPropagation();
      capture(key);
      return;
    }
    if (key === null || !run(key, event.target)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener("keydown", onKeyDown, true);
  // Keys that are pressed in the frame of an output come by main, which hears real keys only.
  const stopKeys = tandem.on("outputs.key", ({ key }) => {
    if (!openQuestion.get()) run(key, keyboardAt());
  });
  const stopFrames = frameInUse.subscribe(() => {
    const frame = frameInUse.get();
    const keys = frame ? [...keysOf(placeOf(frame))] : [];
    unawaited("taking the keys of an output's frame", tandem.request("outputs.wantKeys", { keys }));
  });
  return () => {
    window.removeEventListener("keydown", onKeyDown, true);
    stopKeys();
    stopFrames();
  };
}
