/** The key table of the window as it is put together: every keys.ts of the renderer. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { type KeyBinding, keyBindings } from "../renderer/floor/keys/key-bindings";

const renderer = path.resolve("renderer");

/**
 * Loads them all; returns what they bind.
 * @param load loads a file as the test does itself: by import(), in the end-to-end tests by require()
 */
export async function wholeKeyTable(load: (file: string) => unknown): Promise<readonly KeyBinding[]> {
  const files = readdirSync(renderer, { recursive: true, encoding: "utf8" });
  for (const file of files) if (path.basename(file) === "keys.ts") await load(path.join(renderer, file));
  return keyBindings();
}
