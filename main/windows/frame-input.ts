/**
 * Keys of the window's commands that are pressed while the frame of an output has the keyboard: they go to the window, and
 * not to the frame. Main hears real input before any page does; a frame's scripts can make none of it, so nothing that
 * comes from a frame itself has to be believed.
 */
import type { Input } from "electron";
import { pressedKey } from "../../preload/contract/key-presses";
import type { AppWindow, Windows } from "./windows";

export class FrameInput {
  /** The keys that each window wants. */
  readonly #wanted = new WeakMap<AppWindow, ReadonlySet<string>>();

  constructor(private readonly send: Windows["send"]) {}

  /** Begins to listen to a window that was just made. */
  watch(window: AppWindow): void {
    window.contents.on("before-input-event", (event, input) => {
      if (input.type !== "keyDown" || input.isComposing) return;
      const key = pressed(input);
      if (key === null || !this.#wanted.get(window)?.has(key)) return;
      event.preventDefault();
      this.send(window, "outputs.key", { key });
    });
  }

  /** The keys that a window wants from now on, as `pressedKey` writes them. */
  want(window: AppWindow, keys: readonly string[]): void {
    this.#wanted.set(window, new Set(keys));
  }

  /** The page that wanted keys is gone. */
  forget(window: AppWindow): void {
    this.#wanted.delete(window);
  }
}

function pressed({ key, code, control, shift, alt, meta }: Input): string | null {
  return pressedKey(
    { key, code, ctrlKey: control, shiftKey: shift, altKey: alt, metaKey: meta },
    process.platform === "darwin",
  );
}
