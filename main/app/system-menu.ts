/** The application menu: macOS has a native one, which shows what the window in front has in its; elsewhere the window draws it. */
import { app, Menu } from "electron";
import type { ShownMenu } from "../../preload/contract/window-menus";
import type { AppWindow } from "../windows/windows";
import { menuTemplate } from "./menu-template";

/** Shows the menus of whichever window is in front. */
export class SystemMenu {
  readonly #given = new WeakMap<AppWindow, readonly ShownMenu[]>();

  /**
   * @param front the window in front
   * @param run runs a command of that window, by its id
   */
  constructor(
    private readonly front: () => AppWindow | undefined,
    private readonly run: (id: string) => void,
  ) {
    if (process.platform === "darwin") {
      app.on("browser-window-focus", () => this.#show());
      this.#show();
    } else Menu.setApplicationMenu(null);
  }

  /** Takes what a window has in its menus by now. */
  take(window: AppWindow, menus: readonly ShownMenu[]): void {
    if (process.platform !== "darwin") return;
    this.#given.set(window, menus);
    this.#show();
  }

  #show(): void {
    const window = this.front();
    const menus = (window && this.#given.get(window)) ?? [];
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(app.name, menus, this.run)));
  }
}
