/** The app's windows: made, shown where they were, told events, brought back after a crash. */

import { join } from "node:path";
import { app, BrowserWindow, dialog, nativeTheme, screen, type WebContents } from "electron";
import { IPC_EVENT } from "../../preload/contract/names";
import type { EventName, EventPayload } from "../../preload/contract/requests";
import type { ScreenPoint } from "../../preload/contract/shell-moves";
import { t } from "../../preload/texts/texts";
import type { WriteLog } from "../floor/app-log";
import { APP_PAGE } from "../pages/app-address";
import { type Bounds, usableBounds, type WindowRecord, type WindowRecords } from "../settings/window-records";
import { CrashLimit } from "./crash-limit";

/** The window's own background (--bg of its themes), so that nothing flashes before it is drawn. */
const BACKGROUND = { light: "#fffefb", dark: "#15181c" };
const DEFAULT_SIZE = { width: 1360, height: 860 };
const SMALLEST_SIZE = { width: 640, height: 400 };
/** A new window stands so far from the one it was opened from, in px. */
const STEP_PX = 28;
/** Where a window has its first tab, from its corner, in px: there it is held that was made by dropping one. */
const TAB_PX = { x: 60, y: 48 };

/** Files and a folder that a window is to open, all paths absolute. */
export interface ToOpen {
  readonly files: readonly string[];
  readonly folder: string | null;
}

export type Size = Pick<Bounds, "width" | "height">;

/** One window of the app, as the rest of main knows it. */
export interface AppWindow {
  readonly id: number;
  readonly browserWindow: BrowserWindow;
  readonly contents: WebContents;
  /** Id of its record, which outlives it. */
  readonly record: string;
  /** What its page has not been given yet. */
  toOpen: ToOpen;
  /** The page that is loaded now has called "app.start": it can be sent events and asked to close. */
  started: boolean;
}

export interface WindowsOptions {
  readonly records: WindowRecords;
  readonly log: WriteLog;
  /** Called for each window when it is there. */
  readonly onCreated: (window: AppWindow) => void;
  /** Called when the page of a window goes away: reload, crash, or end. */
  readonly onPageGone: (window: AppWindow) => void;
}

export class Windows {
  readonly #windows = new Map<number, AppWindow>();
  #zoom = 1;
  #background: string | null = null;

  constructor(private readonly options: WindowsOptions) {
    nativeTheme.on("updated", () => {
      this.#paintBackgrounds();
    });
    app.on("accessibility-support-changed", () => {
      for (const window of this.#windows.values()) this.sendState(window);
    });
  }

  /** What windows are before they are drawn, as "#rrggbb"; null: as the light theme or the dark one. */
  set background(colour: string | null) {
    this.#background = colour;
    this.#paintBackgrounds();
  }

  /** Draws every window, and those to come, so large. @param percent of the usual size */
  set zoom(percent: number) {
    this.#zoom = percent / 100;
    for (const { browserWindow, contents } of this.#windows.values()) {
      contents.setZoomFactor(this.#zoom);
      this.#limitSize(browserWindow);
    }
  }

  /** What a window holds needs its room, so far as the screen has it. */
  #limitSize(browserWindow: BrowserWindow): void {
    const { workArea } = screen.getDisplayMatching(browserWindow.getBounds());
    browserWindow.setMinimumSize(
      Math.min(Math.round(SMALLEST_SIZE.width * this.#zoom), workArea.width),
      Math.min(Math.round(SMALLEST_SIZE.height * this.#zoom), workArea.height),
    );
  }

  /** All windows that are open, the one that had the focus last at the end. */
  all(): readonly AppWindow[] {
    return [...this.#windows.values()];
  }

  /** The window that had the focus last. */
  front(): AppWindow | undefined {
    return this.all().at(-1);
  }

  /** The next one after this in the order in which they were opened; undefined when there is no other. */
  next(window: AppWindow): AppWindow | undefined {
    const others = this.all()
      .filter((other) => other !== window)
      .sort((one, other) => one.id - other.id);
    return others.find(({ id }) => id > window.id) ?? others[0];
  }

  /**
   * The window that is seen at a point of the screen. (On Wayland no program knows where its windows stand, so that
   * the pointer always seems to be in one of them.)
   */
  at({ x, y }: ScreenPoint): AppWindow | undefined {
    return this.all().findLast(({ browserWindow }) => {
      if (!browserWindow.isVisible() || browserWindow.isMinimized()) return false;
      const bounds = browserWindow.getBounds();
      return x >= bounds.x && x < bounds.x + bounds.width && y >= bounds.y && y < bounds.y + bounds.height;
    });
  }

  /** Where the mouse is on the screen. */
  pointer(): ScreenPoint {
    const { x, y } = screen.getCursorScreenPoint();
    return { x: Math.round(x), y: Math.round(y) };
  }

  /** Opens a window with nothing but what is given, beside another one, or with its tabs under the point `at`. */
  createNew(
    given: Partial<Pick<WindowRecord, "view" | "sessions">> & {
      readonly size?: Size;
      readonly at?: ScreenPoint;
    },
    beside?: AppWindow,
    toOpen?: ToOpen,
  ): AppWindow {
    const { size, at, ...some } = given;
    const near = beside?.browserWindow.getNormalBounds();
    const corner = at ? cornerFor(at) : near && { x: near.x + STEP_PX, y: near.y + STEP_PX };
    const bounds = near && corner && { ...near, ...size, ...corner };
    return this.create(this.options.records.add({ ...some, bounds: bounds ?? null }), toOpen);
  }

  /** Brings a window to the user's eyes. */
  show({ browserWindow }: AppWindow): void {
    if (browserWindow.isMinimized()) browserWindow.restore();
    browserWindow.show();
    browserWindow.focus();
  }

  /** The window of a page, or undefined when it is none of ours. */
  of(contents: WebContents): AppWindow | undefined {
    return this.#windows.get(contents.id);
  }

  /** Opens the window of a record and loads the page into it. */
  create(record: WindowRecord, toOpen: ToOpen = { files: [], folder: null }): AppWindow {
    const bounds = usableBounds(
      record.bounds,
      screen.getAllDisplays().map((display) => display.workArea),
    );
    const browserWindow = new BrowserWindow({
      ...DEFAULT_SIZE,
      ...bounds,
      title: app.name,
      backgroundColor: this.#backgroundNow().slice(0, 7),
      // The window draws its own menu bar with the window's buttons; macOS keeps its traffic lights and its menu.
      ...(process.platform === "darwin" ? { titleBarStyle: "hiddenInset" as const } : { frame: false }),
      webPreferences: {
        preload: join(app.getAppPath(), "out/preload/bridge.js"),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        // By it Chromium heeds "focus-without-user-activation" (renderer/shell/output/frame).
        enableBlinkFeatures: "BlockingFocusWithoutUserActivation",
        zoomFactor: this.#zoom,
        // What V8 made of the window's scripts is kept from the first start on; else from the third.
        v8CacheOptions: "bypassHeatCheck",
        // Output goes on arriving while the window is behind others.
        backgroundThrottling: false,
      },
    });
    if (record.maximized) browserWindow.maximize();
    this.#limitSize(browserWindow);
    const contents = browserWindow.webContents;
    const window: AppWindow = {
      id: contents.id,
      browserWindow,
      contents,
      record: record.id,
      toOpen,
      started: false,
    };
    this.#windows.set(window.id, window);
    this.#rememberPlace(window);
    this.#tellState(window);
    this.#bringBack(window);
    // Each page that is loaded begins with what Chromium remembers of its address.
    contents.on("dom-ready", () => contents.setZoomFactor(this.#zoom));
    browserWindow.on("focus", () => {
      this.#windows.delete(window.id);
      this.#windows.set(window.id, window);
    });
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
      assisted: app.accessibilitySupportEnabled,
    });
  }

  #load(window: AppWindow): void {
    window.browserWindow
      .loadURL(APP_PAGE)
      .catch((error: Error) => this.options.log(`the page did not load: ${error.message}`));
  }

  #rememberPlace({ browserWindow, record }: AppWindow): void {
    const remember = () => {
      if (browserWindow.isDestroyed() || browserWindow.isMinimized() || browserWindow.isFullScreen()) return;
      this.options.records.change(record, {
        bounds: browserWindow.getNormalBounds(),
        maximized: browserWindow.isMaximized(),
      });
    };
    for (const event of ["resize", "move", "maximize", "unmaximize", "close"] as const) {
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
          message: t("The window of Tandem crashes again and again."),
          detail: t(
            "Your kernels go on, and unsaved text is backed up. Reload tries once more; Quit ends Tandem.",
          ),
          buttons: [t("Reload"), t("Quit|short")],
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

  #backgroundNow(): string {
    return this.#background ?? (nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light);
  }

  #paintBackgrounds(): void {
    // Electron has the sign for how opaque a colour is in front, and a window is never seen through.
    const colour = this.#backgroundNow().slice(0, 7);
    for (const { browserWindow } of this.#windows.values()) browserWindow.setBackgroundColor(colour);
  }
}

/** Where a window begins whose first tab is at that point, without its top leaving the screen. */
function cornerFor(at: ScreenPoint): ScreenPoint {
  const { workArea } = screen.getDisplayNearestPoint(at);
  return {
    x: Math.max(workArea.x, at.x - TAB_PX.x),
    y: Math.max(workArea.y, at.y - TAB_PX.y),
  };
}
