/** The running app: its parts, put together once the app is ready. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app, nativeTheme } from "electron";
import type { Notice, Settings } from "../../preload/contract/requests";
import { appHandlers } from "../channels/app-handlers";
import { fileHandlers } from "../channels/file-handlers";
import { historyHandlers } from "../channels/history-handlers";
import { openLane } from "../channels/host-lanes";
import { serveRequests } from "../channels/ipc";
import { kernelHandlers } from "../channels/kernel-handlers";
import { RequestDispatcher } from "../channels/requests";
import { WindowPorts } from "../channels/window-ports";
import { Backups } from "../files/backups";
import { HistoryFiles } from "../files/history";
import { openRecent } from "../settings/recent";
import { SettingsStore } from "../settings/settings";
import { openWindowState } from "../settings/window-state";
import type { AppLog } from "./app-log";
import { serveApp } from "./app-scheme";
import { Closing } from "./closing";
import type { CommandLine } from "./command-line";
import { confinePages } from "./confinement";
import { endBeforeExit } from "./ending";
import { onHandedOver } from "./first-instance";
import { setUpKernels } from "./kernels";
import { installMenu } from "./menu";
import type { Profile } from "./profile";
import { Windows } from "./windows";

/** Builds the app's parts and opens its window. Called once, when the app is ready and the only one on its profile. */
export function startTandem(profile: Profile, commandLine: CommandLine, log: AppLog): void {
  const { version } = JSON.parse(readFileSync(join(app.getAppPath(), "package.json"), "utf8")) as {
    version: string;
  };
  confinePages(log.write);
  serveApp(join(app.getAppPath(), "out/renderer"));

  const writeFailed = (error: unknown) => log.write(`a file of the profile could not be written: ${error}`);
  const settings = new SettingsStore(profile.settingsFile, writeFailed);
  const windowState = openWindowState(profile.windowFile, writeFailed);
  const recent = openRecent(profile.recentFile, writeFailed);
  const backups = new Backups(profile.backups);
  const notices: Notice[] = [settings.notice, windowState.notice, recent.notice].filter(
    (each) => each !== undefined,
  );
  for (const sentence of commandLine.problems) notices.push({ level: "warning", sentence });

  const closing: Closing = new Closing(() => windows, log.write);
  const { catalog, supervisor, takenOver } = setUpKernels(profile, version, log.write);
  const ports = new WindowPorts((session, events) => openLane(supervisor, session, events), log.write);
  const windows: Windows = new Windows({
    state: windowState,
    log: log.write,
    onCreated: (window) => closing.watch(window),
    onPageGone: (window) => {
      closing.pageGone(window);
      ports.close(window);
      files.forget(window);
    },
  });
  const files = fileHandlers(windows, backups);
  const toOpen = { files: commandLine.files, folder: commandLine.folder };
  serveRequests(
    windows,
    new RequestDispatcher(
      {
        ...appHandlers({
          version,
          profile,
          windows,
          closing,
          settings,
          windowState,
          recent,
          backups,
          toOpen,
          notices,
        }),
        ...files.handlers,
        ...kernelHandlers({ catalog, supervisor, recent }),
        ...historyHandlers(new HistoryFiles(profile.history)),
      },
      log.write,
    ),
  );
  ports.serve(windows);
  catalog.onChange((folder) => windows.broadcast("kernels.changed", { folder }));
  supervisor.onChange((sessions) => windows.broadcast("sessions.changed", sessions));

  followTheme(settings.get());
  settings.onChange((now) => {
    followTheme(now);
    windows.broadcast("settings.changed", now);
  });
  installMenu((id) => {
    for (const window of windows.all())
      if (window.browserWindow.isFocused()) windows.send(window, "menu.command", { id });
  });
  onHandedOver((given) => {
    const [window] = windows.all();
    if (window?.started) windows.send(window, "files.open", given);
    else {
      toOpen.files = [...toOpen.files, ...given.files];
      toOpen.folder = given.folder ?? toOpen.folder;
    }
    if (window?.browserWindow.isMinimized()) window.browserWindow.restore();
    window?.browserWindow.focus();
  });
  endBeforeExit(
    async () => {
      // Whoever is not asked, as when the system ends us, keeps what runs.
      const onQuit = closing.kernels ?? settings.get().onQuit;
      if (onQuit === "shutDown") await supervisor.endAll();
      else await supervisor.leave();
      await Promise.all([settings.settled(), windowState.settled(), recent.settled(), catalog.dispose()]);
    },
    () => closing.quitNow(),
    log.write,
  );
  void takenOver
    .catch((error: unknown) => log.write(`sessions of an earlier run could not be looked for: ${error}`))
    .then(() => windows.create());
}

function followTheme({ theme }: Settings): void {
  nativeTheme.themeSource = theme;
}
