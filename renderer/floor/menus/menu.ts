/** The menus of the menu bar: each feature adds its entries where it registers their commands. */

export type MenuName = "file" | "edit" | "view" | "settings" | "shell" | "run" | "debug" | "tools" | "help";

export interface Menu {
  readonly title: string;
  /** Ids of commands. Groups are parted by a line. */
  readonly groups: readonly (readonly string[])[];
}

const entries: { readonly menu: MenuName; readonly place: number; readonly command: string }[] = [];

/**
 * Adds commands to a menu, one below the other. Called at start, before anything is drawn. An entry whose command is
 * not registered is not shown.
 * @param place where: the hundreds are the group, the rest the order in it (250 stands in the middle of the second
 * group); those of one place stand in the order they were added
 */
export function addToMenu(menu: MenuName, place: number, ...commands: readonly string[]): void {
  for (const command of commands) entries.push({ menu, place, command });
}

/** What a menu has by now, group by group. */
export function menuGroups(menu: MenuName): readonly (readonly string[])[] {
  const own = entries.filter((entry) => entry.menu === menu).sort((a, b) => a.place - b.place);
  const groups = new Map<number, string[]>();
  for (const { place, command } of own) {
    const group = Math.floor(place / 100);
    groups.set(group, [...(groups.get(group) ?? []), command]);
  }
  return [...groups.values()];
}
