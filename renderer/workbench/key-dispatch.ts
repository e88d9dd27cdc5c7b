/** Turns key presses into commands, by where the keyboard is. */

import { facts } from "../floor/app";
import { findCommand, type Place, runCommand } from "../floor/commands/commands";
import { commandFor, pressedKey } from "../floor/commands/keymap";
import { openQuestion } from "../floor/dialogs/dialogs";
import { menuAround } from "../floor/menus/open-menu";
import { meanShellAt } from "../shell/places/keyboard-shell";

/**
 * The place that an element is in: that of the nearest pane around it. The find widget has keys of its own. Where
 * nothing has the keyboard, keys are the editor's.
 */
export function placeOf(target: EventTarget | null): Place {
  if (target === document.body) return "editor";
  if (target instanceof Element && target.closest(".find-widget")) return "anywhere";
  const pane = target instanceof Element ? target.closest<HTMLElement>("[data-place]") : null;
  const place = pane?.dataset.place;
  return place === "editor" || place === "shell" ? place : "anywhere";
}

/** Listens to the keyboard of the whole window; returns a function that stops it. */
export function dispatchKeys(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || openQuestion.get()) return;
    const key = pressedKey(event, facts.get().platform === "darwin");
    const menu = menuAround(event.target);
    const target = menu ? menu.before : event.target;
    // Whatever was last shown or started: a key means the shell that it is pressed in.
    if (key !== null) meanShellAt(target);
    const command = key === null ? undefined : findCommand(commandFor(key, placeOf(target)) ?? "");
    if (!command || command.available?.() === false) return;
    menu?.leave();
    event.preventDefault();
    event.stopPropagation();
    void runCommand(command.id);
  };
  window.addEventListener("keydown", onKeyDown, true);
  return () => window.removeEventListener("keydown", onKeyDown, true);
}
