/** What the app's mark on a taskbar or dock offers besides opening it. On Linux the desktop entry has the same. */
import { app, Menu } from "electron";
import { t } from "../../preload/texts/texts";
import type { Profile } from "../floor/profile";
import { newWindowTask } from "./jump-list";

/** Shows them, in the present language. Called when the app is ready, and again in another language. */
export function offerQuickActions({ folder, named }: Profile, newWindow: () => void): void {
  const title = t("New window");
  if (process.platform === "win32" && app.isPackaged) {
    const words = { title, description: t("Opens another window") };
    app.setUserTasks([newWindowTask(process.execPath, named ? folder : null, words)]);
  }
  if (process.platform === "darwin")
    app.dock?.setMenu(Menu.buildFromTemplate([{ label: title, click: newWindow }]));
}
