/** What the system's menus are made of, where it draws them (macOS): the menus that the window in front has given. */
import type { MenuItemConstructorOptions } from "electron";
import type { ShownMenu } from "../../preload/contract/window-menus";

/** What macOS does itself in every text field once a menu has it. */
const ROLES: Readonly<Record<string, MenuItemConstructorOptions["role"]>> = {
  "edit.undo": "undo",
  "edit.redo": "redo",
  "edit.cut": "cut",
  "edit.copy": "copy",
  "edit.paste": "paste",
  "edit.selectAll": "selectAll",
};

/**
 * The menus of the app, those of the system (the app's own, and the windows') among them.
 * @param run is given the id of the command that was chosen
 */
export function menuTemplate(
  appName: string,
  menus: readonly ShownMenu[],
  run: (id: string) => void,
): MenuItemConstructorOptions[] {
  const own = menus
    .filter(({ groups }) => groups.length > 0)
    .map(({ name, title, groups }): MenuItemConstructorOptions => {
      const submenu = groups.flatMap((group, index): MenuItemConstructorOptions[] => [
        ...(index > 0 ? [{ type: "separator" } as const] : []),
        ...group.map(({ id, title: label, mark, on }): MenuItemConstructorOptions => {
          const role = ROLES[id];
          if (role !== undefined) return { label, role };
          const click = () => run(id);
          return mark === null
            ? { label, click }
            : { label, click, type: mark === "check" ? "checkbox" : "radio", checked: on };
        }),
      ]);
      return { label: title, submenu, ...(name === "help" && { role: "help" }) };
    });
  const before = own.findIndex(({ role }) => role === "help");
  const at = before < 0 ? own.length : before;
  return [{ label: appName, role: "appMenu" }, ...own.slice(0, at), { role: "windowMenu" }, ...own.slice(at)];
}
