/** The menu bar's menus and their order. What is in them the features add (`floor/menus/menu`). */
import { t } from "../../preload/texts/texts";
import { type Menu, type MenuName, menuGroups } from "../floor/menus/menu";

/** A menu with the name by which features add to it. */
export interface NamedMenu extends Menu {
  readonly name: MenuName;
}

/** The menus with what has been added by then. */
export const menus = (): readonly NamedMenu[] => {
  const titles: Record<MenuName, string> = {
    file: t("File"),
    edit: t("Edit"),
    view: t("View"),
    settings: t("Settings"),
    shell: t("Shell"),
    run: t("Run"),
    debug: t("Debug"),
    tools: t("Tools"),
    help: t("Help"),
  };
  return (Object.entries(titles) as [MenuName, string][]).map(([name, title]) => {
    return { name, title, groups: menuGroups(name) };
  });
};
