/** The application menu: macOS has a native one whose items run the window's commands; elsewhere the window draws it. */

import { app, Menu, type MenuItemConstructorOptions } from "electron";
import { type Text, t } from "../../preload/texts/texts";

/** Runs a command of the frontmost window by its id. */
export type RunCommand = (id: string) => void;

/** Ids of the window's commands by their menus, with their titles. */
const COMMANDS = {
  File: [
    ["file.new", "New file"],
    ["window.new", "New window"],
    ["file.open", "Open file…"],
    ["file.openFolder", "Open folder…"],
    ["file.save", "Save"],
    ["file.saveAs", "Save as…"],
    ["file.close", "Close file"],
  ],
  Shell: [
    ["shell.new", "New shell…"],
    ["shell.interrupt", "Interrupt kernel"],
    ["shell.restart", "Restart kernel"],
    ["shell.clear", "Clear shell"],
    ["shell.close", "Close shell"],
  ],
  Run: [
    ["run.selection", "Run selection"],
    ["run.cell", "Run cell"],
    ["run.selectionAdvance", "Run selection and advance"],
    ["run.cellAdvance", "Run cell and advance"],
    ["run.file", "Run file"],
    ["run.main", "Run main file"],
    ["run.fileAsScript", "Run file as script"],
    ["run.mainAsScript", "Run main file as script"],
    ["debugger.continue", "Debugger: continue"],
    ["debugger.next", "Debugger: step over"],
    ["debugger.step", "Debugger: step into"],
  ],
} as const satisfies Readonly<Record<string, readonly (readonly [id: string, title: Text])[]>>;

/** Installs the menu. Called when the app is ready, and again in another language. */
export function installMenu(run: RunCommand): void {
  if (process.platform !== "darwin") {
    Menu.setApplicationMenu(null);
    return;
  }
  const submenu = (name: keyof typeof COMMANDS): MenuItemConstructorOptions => ({
    label: t(name),
    submenu: COMMANDS[name].map(([id, title]) => ({ label: t(title), click: () => run(id) })),
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: app.name, role: "appMenu" },
      submenu("File"),
      { role: "editMenu" },
      submenu("Shell"),
      submenu("Run"),
      { role: "windowMenu" },
    ]),
  );
}
