/** The application menu: macOS has a native one whose items run the window's commands; elsewhere the window draws it. */
import { app, Menu, type MenuItemConstructorOptions } from "electron";

/** Runs a command of the frontmost window by its id. */
export type RunCommand = (id: string) => void;

/** Ids of the window's commands, with the titles that macOS shows. */
const COMMANDS = {
  File: [
    ["file.new", "New File"],
    ["window.new", "New Window"],
    ["file.open", "Open File…"],
    ["file.openFolder", "Open Folder…"],
    ["file.save", "Save"],
    ["file.saveAs", "Save As…"],
    ["file.close", "Close File"],
  ],
  Shell: [
    ["shell.new", "New Shell…"],
    ["shell.interrupt", "Interrupt Kernel"],
    ["shell.restart", "Restart Kernel"],
    ["shell.clear", "Clear Shell"],
    ["shell.close", "Close Shell"],
  ],
  Run: [
    ["run.selection", "Run Selection"],
    ["run.cell", "Run Cell"],
    ["run.selectionAdvance", "Run Selection and Advance"],
    ["run.cellAdvance", "Run Cell and Advance"],
    ["run.file", "Run File"],
  ],
} as const;

/** Installs the menu. Called once, when the app is ready. */
export function installMenu(run: RunCommand): void {
  if (process.platform !== "darwin") {
    Menu.setApplicationMenu(null);
    return;
  }
  const submenu = (name: keyof typeof COMMANDS): MenuItemConstructorOptions => ({
    label: name,
    submenu: COMMANDS[name].map(([id, label]) => ({ label, click: () => run(id) })),
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
