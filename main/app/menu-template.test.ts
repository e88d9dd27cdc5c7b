import { expect, it } from "vitest";
import type { ShownMenu } from "../../preload/contract/window-menus";
import { menuTemplate } from "./menu-template";

const entry = (id: string, title: string) => ({ id, title, mark: null, on: false });

it("the menus of the window in front stand between the system's, with lines between groups and what is on marked", () => {
  const ran: string[] = [];
  const menus: ShownMenu[] = [
    {
      name: "edit",
      title: "Bearbeiten",
      groups: [[entry("edit.copy", "Kopieren")], [entry("edit.find", "Suchen")]],
    },
    {
      name: "settings",
      title: "Einstellungen",
      groups: [[{ id: "settings.themeDark", title: "Dunkel", mark: "radio", on: true }]],
    },
    { name: "tools", title: "Werkzeuge", groups: [] },
    { name: "help", title: "Hilfe", groups: [[entry("help.about", "Über Tandem")]] },
  ];
  const template = menuTemplate("Tandem", menus, (id) => ran.push(id));
  expect(template.map(({ label, role }) => label ?? role)).toEqual([
    "Tandem",
    "Bearbeiten",
    "Einstellungen",
    "windowMenu",
    "Hilfe",
  ]);
  const [, edit, settings] = template;
  expect(edit?.submenu).toMatchObject([
    { label: "Kopieren", role: "copy" },
    { type: "separator" },
    { label: "Suchen" },
  ]);
  expect(settings?.submenu).toMatchObject([{ label: "Dunkel", type: "radio", checked: true }]);
  const [find] = (edit?.submenu as { click?: () => void }[]).slice(-1);
  find?.click?.();
  expect(ran).toEqual(["edit.find"]);
});

it("without a window there are the menus of the system", () => {
  expect(menuTemplate("Tandem", [], () => {}).map(({ role }) => role)).toEqual(["appMenu", "windowMenu"]);
});
