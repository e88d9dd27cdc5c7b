/** Commands as items of a menu that is about one thing. */
import { findCommand, runCommand } from "../commands/commands";
import type { PopupItem } from "./popup-menu";

/** The commands of those ids that are registered, each run on `argument`; what cannot be done with it is disabled. */
export function commandItems(ids: readonly string[], argument?: unknown): PopupItem[] {
  return ids.flatMap((id) => {
    const command = findCommand(id);
    if (!command) return [];
    const disabled = command.available?.(argument) === false;
    return [{ label: command.title, command: id, disabled, run: () => runCommand(id, argument) }];
  });
}
