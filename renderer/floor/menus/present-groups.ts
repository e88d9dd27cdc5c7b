import { type Command, findCommand } from "../commands/commands";
import type { Menu } from "./menu";

/** A menu's groups with only the commands that are there. */
export function presentGroups(menu: Menu): Command[][] {
  return menu.groups
    .map((group) => group.flatMap((id) => findCommand(id) ?? []))
    .filter((group) => group.length > 0);
}
