/**
 * The keys that are bound, gathered from the files keys.ts: one stands beside the commands of each feature, and nothing
 * else binds keys, so that the test of the key table finds them all.
 */
import type { Place } from "../commands/commands";

export interface KeyBinding {
  readonly command: string;
  readonly key: string;
  readonly place: Place;
}

const bindings: KeyBinding[] = [];
/** Keys that a field itself handles, by the command that does the same. */
const fieldKeys = new Map<string, string>();

/** All of them, in the order they were bound. */
export function keyBindings(): readonly KeyBinding[] {
  return bindings;
}

/**
 * Binds keys to commands. The first key of a command is the one that menus show.
 * @param keys by key, written as Ctrl+Alt+Shift+Key, the id of the command
 */
export function bindKeys(place: Place, keys: Readonly<Record<string, string>>): void {
  for (const [key, command] of Object.entries(keys)) bindings.push({ key, command, place });
}

/** The key that a field itself handles for what a command does, or undefined. */
export function fieldKey(command: string): string | undefined {
  return fieldKeys.get(command);
}

/** Names keys that the focused field itself handles; they are only shown beside their commands. */
export function showFieldKeys(keys: Readonly<Record<string, string>>): void {
  for (const [key, command] of Object.entries(keys)) fieldKeys.set(command, key);
}
