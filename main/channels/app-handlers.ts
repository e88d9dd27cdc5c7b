/** Requests about the app and its windows. */

import { existsSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { app, clipboard, Notification, screen, shell } from "electron";
import type { Notice, RequestName, RequestOutput } from "../../preload/contract/requests";
import type { ShownMenu } from "../../preload/contract/window-menus";
import { definedOf } from "../../preload/floor/defined-of";
import { t } from "../../preload/texts/texts";
import type { Backups } from "../files/backups";
import type { Failures } from "../floor/failures";
import type { Profile } from "../floor/profile";
import { UserError } from "../floor/user-error";
import { readFolderSettings } from "../settings/folder-settings";
import { noteRecent, type RecentFile } from "../settings/recent";
import type { SettingsStore } from "../settings/settings-store";
import { ensureSnippets, listSnippets } from "../settings/snippets";
import type { WindowRecords } from "../settings/window-records";
import type { Closing } from "../windows/closing";
import type { AppWindow, Windows } from "../windows/windows";
import type { SomeHandlers } from "./request-dispatcher";

export type AppRequests = Extract<RequestName, `app.${string}` | `window.${string}` | `menu.${string}`>;

/** Largest layout that a window may keep, in bytes of JSON text. */
const MAX_WINDOW_STATE_BYTES = 4 * 1024 * 1024;
/** Views of a session, also in other windows, know of the end of its work within this time of each other, in ms. */
const SAME_NEWS_MS = 2_000;
/** What may be handed to the system to open. */
const EXTERNAL_SCHEMES = new Set(["https:", "http:", "mailto:"]);

export interface AppParts {
  readonly version: string;
  readonly profile: Profile;
  /** The folder with TypeScript's declarations of the language itself. */
  readonly typescriptLibrary: string;
  readonly windows: Windows;
  readonly closing: Closing;
  readonly failures: Failures<AppWindow>;
  readonly settings: SettingsStore;
  readonly records: WindowRecords;
  readonly recent: RecentFile;
  readonly backups: Backups;
  /** What no window has been told yet. */
  readonly notices: Notice[];
  /** What is to be said of saves that the last run of the app did not end. */
  readonly unendedSaves: Promise<Notice[]>;
  /** Where the system draws the menus, it draws these for the window. */
  readonly showMenus: (window: AppWindow, menus: readonly ShownMenu[]) => void;
}

export function appHandlers(parts: AppParts): SomeHandlers<AppWindow, AppRequests> {
  const { profile, windows, closing, settings, records } = parts;
  /** When a notification was last shown for each session. */
  const notified = new Map<string, number>();
  return {
    "app.start": (_input, window) => start(parts, window),
    "app.setSettings": (some) => settings.change(definedOf(some)),
    "app.settingsFile": async ({ make }) => {
      if (make) await settings.ensureFile();
      return { path: settings.file, problems: [...settings.problems] };
    },
    "app.folderSettings": ({ folder }) => readFolderSettings(folder),
    "app.openExternal": async ({ url }) => {
      if (!EXTERNAL_SCHEMES.has(new URL(url).protocol)) {
        throw new UserError(
          t("Tandem opens only web and mail addresses, not {address}.", { address: url.slice(0, 200) }),
        );
      }
      await shell.openExternal(url);
    },
    "app.offerSelection": ({ text }) => offerSelection(text),
    "app.notify": ({ session, title, body }, window) => {
      const now = performance.now();
      const before = notified.get(session);
      if (!Notification.isSupported() || (before !== undefined && now - before < SAME_NEWS_MS)) return;
      for (const [other, time] of notified) if (now - time >= SAME_NEWS_MS) notified.delete(other);
      notified.set(session, now);
      const notification = new Notification({ title, body });
      notification.on("click", () => {
        windows.show(window);
        windows.send(window, "notification.chosen", { session });
      });
      notification.show();
    },
    "app.reportFailure": ({ where, text, missed }, window) =>
      parts.failures.report(`window ${window.id}, ${where}`, text, window, missed),
    "app.quit": () => app.quit(),
    "window.open": ({ state, sessions, size, at }, window) => {
      checkSize(state);
      windows.createNew({ view: state, sessions, ...(size && { size }), ...(at && { at }) }, window);
    },
    "window.saveState": ({ state, sessions, documents }, window) => {
      checkSize(state);
      records.change(window.record, { view: state, sessions, documents });
    },
    "window.minimize": (_input, { browserWindow }) => browserWindow.minimize(),
    "window.toggleMaximize": (_input, { browserWindow }) => {
      if (browserWindow.isMaximized()) browserWindow.unmaximize();
      else browserWindow.maximize();
    },
    "window.close": (_input, { browserWindow }) => browserWindow.close(),
    "window.closeAnswer": (answer, window) => {
      const { ok, kernels, remember } = answer;
      if (ok && kernels && remember) settings.change({ onQuit: kernels });
      closing.answer(window, answer);
    },
    "app.snippets": () => listSnippets(profile.snippetsFile),
    "app.snippetsFile": async () => {
      await ensureSnippets(profile.snippetsFile);
      return { path: profile.snippetsFile };
    },
    "app.recent": () => [...parts.recent.value.places],
    "app.noteRecent": (place) => {
      if (place) noteRecent(parts.recent, place);
      else parts.recent.set({ ...parts.recent.value, places: [] });
    },
    "window.reload": (_input, { contents }) => contents.reload(),
    "window.pointer": (_input, { browserWindow, contents }) => {
      const at = screen.getCursorScreenPoint();
      const page = browserWindow.getContentBounds();
      const [x, y] = [at.x - page.x, at.y - page.y];
      if (x < 0 || y < 0 || x >= page.width || y >= page.height) return null;
      const zoom = contents.getZoomFactor();
      return { x: x / zoom, y: y / zoom };
    },
    "menu.show": ({ menus }, window) => parts.showMenus(window, menus),
  };

  async function start(
    { backups, notices, recent, unendedSaves }: AppParts,
    window: AppWindow,
  ): Promise<RequestOutput<"app.start">> {
    const kept = await backups.readAll();
    window.started = true;
    setImmediate(() => windows.sendState(window));
    const { files, folder } = window.toOpen;
    window.toOpen = { files: [], folder: null };
    const { view = null, sessions = [] } = records.get(window.record) ?? {};
    return {
      version: parts.version,
      platform: process.platform as "linux" | "darwin" | "win32",
      // Where kernels start; some accounts name a home folder that is not there.
      home: existsSync(homedir()) ? homedir() : tmpdir(),
      profile: profile.folder,
      typescriptLibrary: parts.typescriptLibrary,
      settings: settings.get(),
      windowState: view,
      sessions: [...sessions],
      files: [...files],
      folder,
      backups: kept.backups.filter((backup) => records.owns(window.record, backup.id)),
      lastKernelId: recent.value.kernelId,
      notices: [...notices.splice(0), ...(await unendedSaves).splice(0), ...kept.notices],
    };
  }
}

function checkSize(state: unknown): void {
  if (JSON.stringify(state).length > MAX_WINDOW_STATE_BYTES)
    throw new UserError(t("The window's layout is too large to be kept."));
}

/** Gives the middle button a text. Electron 45 has a clipboard of its own for that, those before a second argument. */
async function offerSelection(text: string): Promise<void> {
  const { selection } = clipboard as { readonly selection?: { writeText(text: string): Promise<void> } };
  if (selection) return selection.writeText(text);
  (clipboard as unknown as { writeText(text: string, type: string): void }).writeText(text, "selection");
}
