/** The app's windows: made, shown where they were, told events, brought back after a crash. One for now. */
import { join } from "node:path";
import { app, BrowserWindow, dialog, nativeTheme, screen, type WebContents } from "electron";
import { type EventName, type EventPayload, IPC_EVENT } from "../../preload/contract/requests";
import { usableBounds, type WindowStateFile } from "../settings/window-state";
import { APP_PAGE } from "./app-address";
import type { Log } from "./app-log";
import { CrashLimit } from "./crash-limit";

/** The window's own background (--bg of its themes), so that nothing flashes before it is drawn. */
const BACKGROUND = { light: "#fffefb", dark: "#15181c" };
const DEFAULT_SIZE = { width: 1360, height: 860 };
const SMALLEST_SIZE = { width: 640, height: 400 };

/** One window of the app, as the rest of main knows it. */
export interface AppWindow {
  readonly id: number;
  readonly browserWindow: BrowserWindow;
  readonly contents: WebContents;
  /** The page that is loaded now has called "app.start": it can be sent events and asked to close. */
  started: boolean;
}

export interface WindowsOptions {
  readonly state: WindowStateFile;
  readonly log: Log;
  /** Called for each window when it is there. */
  readonly onCreated: (window: AppWindow) => void;
  /** Called when the page of a window goes away: reload, crash, or end. */
  readonly onPageGone: (window: AppWindow) => void;
}

export class Windows {
  readonly #windows = new Map<number, AppWindow>();

  constructor(private readonly options: WindowsOptions) {
    nativeTheme.on("updated", () => {
      for (const { browserWindow } of this.#windows.values()) browserWindow.setBackgroundColor(background());
    });
  }

  /** All windows that are open. */
  all(): readonly AppWindow[] {
    return [...this.#windows.values()];
  }

  /** The window of a page, or undefined when it is none of ours. */
  of(contents: WebContents): AppWindow | undefined {
    return this.#windows.get(contents.id);
  }

  /** Opens a window and loads the page into it. */
  create(): AppWindow {
    const { state } = this.options;
    const bounds = usableBounds(
      state.value.bounds,
      screen.getAllDisplays().map((display) => display.workArea),
    );
    const browserWindow = new BrowserWindow({
      ...DEFAULT_SIZE,
      ...bounds,
      minWidth: SMALLEST_SIZE.width,
      minHeight: SMALLEST_SIZE.height,
      title: app.name,
      backgroundColor: background(),
      // The window draws its own menu bar with the window's buttons; macOS keeps its traffic lights and its menu.
      ...(process.platform === "darwin" ? { titleBarStyle: "hiddenInset" as const } : { frame: false }),
      webPreferences: {
        preload: join(app.getAppPath(), "out/preload/bridge.js"),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        // Output goes on arriving while the window is behind others.
        backgroundThrottling: false,
      },
    });
    if (state.value.maximized) browserWindow.maximize();
    const contents = browserWindow.webContents;
    const window: AppWindow = { id: contents.id, browserWindow, contents, started: false };
    this.#windows.set(window.id, window);
    this.#rememberPlace(window);
    this.#tellState(window);
    this.#bringBack(window);
    browserWindow.once("closed", () => this.#windows.delete(window.id));
    this.options.onCreated(window);
    this.#load(window);
    return window;
  }

  /** Sends an event to one window, if its page has started. */
  send<Name extends EventName>(window: AppWindow, name: Name, payload: EventPayload<Name>): void {
    if (window.started && !window.contents.isDestroyed()) window.contents.send(IPC_EVENT, name, payload);
  }

  /** Sends an event to every window. */
  broadcast<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    for (const window of this.#windows.values()) this.send(window, name, payload);
  }

  /** Tells a window how it stands on the screen. */
  sendState(window: AppWindow): void {
    const { browserWindow } = window;
    if (browserWindow.isDestroyed()) return;
    this.send(window, "window.state", {
      maximized: browserWindow.isMaximized(),
      fullScreen: browserWindow.isFullScreen(),
      focused: browserWindow.isFocused(),
    });
  }

  #load(window: AppWindow): void {
    window.browserWindow
      .loadURL(APP_PAGE)
      .catch((error: Error) => this.options.log(`the page did not load: ${error.message}`));
  }

  #rememberPlace({ browserWindow }: AppWindow): void {
    const { state } = this.options;
    const remember = () => {
      if (browserWindow.isDestroyed() || browserWindow.isMinimized() || browserWindow.isFullScreen()) return;
      state.set({
        ...state.value,
        bounds: browserWindow.getNormalBounds(),
        maximized: browserWindow.isMaximized(),
      });
    };
    for (const event of ["resized", "moved", "maximize", "unmaximize", "close"] as const) {
      browserWindow.on(event as "close", remember);
    }
  }

  #tellState(window: AppWindow): void {
    for (const event of [
      "maximize",
      "unmaximize",
      "enter-full-screen",
      "leave-full-screen",
      "focus",
      "blur",
    ] as const) {
      window.browserWindow.on(event as "focus", () => this.sendState(window));
    }
  }

  #bringBack(window: AppWindow): void {
    const { log, onPageGone } = this.options;
    const limit = new CrashLimit();
    const gone = () => {
      window.started = false;
      onPageGone(window);
    };
    window.contents.on("did-start-navigation", (details) => {
      if (details.isMainFrame && !details.isSameDocument) gone();
    });
    window.contents.on("destroyed", gone);
    window.contents.on("render-process-gone", async (_event, { reason, exitCode }) => {
      gone();
      if (reason === "clean-exit" || window.browserWindow.isDestroyed()) return;
      log(`the window's process is gone: ${reason}, exit code ${exitCode}`);
      if (!limit.mayReload(performance.now())) {
        const { response } = await dialog.showMessageBox({
          type: "error",
          title: app.name,
          message: "The window of Tandem crashes again and again.",
          detail:
            "Your kernels go on, and unsaved text is backed up. Reload tries once more; Quit ends Tandem.",
          buttons: ["Reload", "Quit"],
          defaultId: 0,
          cancelId: 0,
        });
        if (response === 1) {
          app.quit();
          return;
        }
        limit.forgive();
      }
      if (!window.browserWindow.isDestroyed()) this.#load(window);
    });
  }
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}
