/** The running app: its parts, put together once the app is ready. */
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { app, nativeTheme } from "electron";
import { LANGUAGE_CHANNEL, OWN_SERVER, PYTHON_SERVER } from "../../preload/contract/language-servers";
import type { Notice } from "../../preload/contract/requests";
import type { Settings } from "../../preload/contract/settings";
import { TABLE_FILE_CHANNEL } from "../../preload/contract/table-files";
import { drawnTheme, PALETTE_BACKGROUNDS } from "../../preload/contract/themes";
import { Disposables } from "../../preload/floor/disposables";
import { locale } from "../../preload/texts/language";
import { t } from "../../preload/texts/texts";
import { appHandlers } from "../channels/app-handlers";
import { breakpointHandlers } from "../channels/breakpoint-handlers";
import { codeHandlers } from "../channels/code-handlers";
import { configurationHandlers } from "../channels/configuration-handlers";
import { environmentHandlers } from "../channels/environment-handlers";
import { fileHandlers } from "../channels/file-handlers";
import { gitHandlers } from "../channels/git-handlers";
import { historyHandlers } from "../channels/history-handlers";
import { openLane } from "../channels/host-lanes";
import { serveRequests } from "../channels/ipc";
import { kernelHandlers } from "../channels/kernel-handlers";
import { localHistoryHandlers, VersionKeeper } from "../channels/local-history-handlers";
import { logHandlers } from "../channels/log-handlers";
import { outputHandlers } from "../channels/output-handlers";
import { RequestDispatcher } from "../channels/request-dispatcher";
import { searchHandlers } from "../channels/search-handlers";
import { servedLane } from "../channels/served-lane";
import { shellMoveHandlers } from "../channels/shell-move-handlers";
import { updateHandlers } from "../channels/update-handlers";
import { WindowPorts } from "../channels/window-ports";
import { RuffSettingsFiles } from "../code/ruff-settings-files";
import { Backups } from "../files/backups";
import { HistoryFiles } from "../files/history-files";
import { SafetyCopies } from "../files/safety-copies";
import type { AppLog } from "../floor/app-log";
import type { Failures } from "../floor/failures";
import { unawaited } from "../floor/failures";
import type { Profile } from "../floor/profile";
import { HistorySearch, historyScript } from "../history/history-search";
import { ConfiguredKernels } from "../kernels/configurations/configured-kernels";
import { bundledPythonServer, typescriptLibrary } from "../language-servers/bundled-server";
import { LanguageServers } from "../language-servers/language-servers";
import { ownServer } from "../language-servers/own-servers";
import { LocalHistory } from "../local-history/local-history";
import { endFloods, framePrograms, networkGrants, serveOutputFrames } from "../output-frames/output-frames";
import { serveApp } from "../pages/app-scheme";
import { bundledRipgrep } from "../search/bundled-ripgrep";
import { BreakpointStore } from "../settings/breakpoint-store";
import { ConfigurationStore } from "../settings/configuration-store";
import { openRecent } from "../settings/recent";
import { SettingsStore } from "../settings/settings-store";
import { WindowRecords } from "../settings/window-records";
import { readerScript, TableReaders } from "../table-files/table-readers";
import { Updates } from "../update/app-updates";
import type { HostRuntime } from "../update/host-runtime";
import { whyNoUpdates } from "../update/policy";
import { thisInstallation } from "../update/this-installation";
import { Closing } from "../windows/closing";
import { confinePages } from "../windows/confinement";
import { FrameInput } from "../windows/frame-input";
import { ShellOffers } from "../windows/shell-offers";
import { type AppWindow, Windows } from "../windows/windows";
import { speak } from "./app-language";
import type { CommandLine } from "./command-line";
import { endBeforeExit } from "./ending";
import { setUpKernels } from "./kernels";
import { Opening, shownSessions } from "./opening";
import { offerQuickActions } from "./quick-actions";
import { SystemMenu } from "./system-menu";

/** Builds the app's parts and opens its window. Called once, when the app is ready and the only one on its profile. */
export function startTandem(
  profile: Profile,
  commandLine: CommandLine,
  runtime: HostRuntime,
  log: AppLog,
  failures: Failures<AppWindow>,
): void {
  const { version, appId } = JSON.parse(readFileSync(join(app.getAppPath(), "package.json"), "utf8")) as {
    version: string;
    /** Written by packaging. */
    appId?: string;
  };
  // By it Windows knows that windows, shortcut and jump list belong together. Elsewhere it does nothing.
  if (appId !== undefined) app.setAppUserModelId(appId);
  confinePages(log.write);
  serveApp(join(app.getAppPath(), "out/renderer"));
  serveOutputFrames(framePrograms(join(app.getAppPath(), "out/renderer")));

  const writeFailed = (error: unknown) => log.write(`a file of the profile could not be written: ${error}`);
  const settings = new SettingsStore(profile.settingsFile, writeFailed);
  speak(settings.get());
  /** Open as long as the app is: what nobody waits for at its end. */
  const opened = new Disposables(settings.follow());
  const records = new WindowRecords(profile.windowFile, writeFailed);
  const recent = openRecent(profile.recentFile, writeFailed);
  const store = new ConfigurationStore(profile.configurationsFile, writeFailed);
  const breakpoints = new BreakpointStore(profile.breakpointsFile, writeFailed);
  const backups = new Backups(profile.backups);
  const copies = new SafetyCopies(profile.safetyCopies);
  const unendedSaves = copies.leftOver();
  const notices: Notice[] = [
    settings.notice,
    records.notice,
    recent.notice,
    store.notice,
    breakpoints.notice,
  ].filter((each) => each !== undefined);
  const problems = [...(log.problem === undefined ? [] : [log.problem]), ...commandLine.problems];
  for (const sentence of problems) notices.push({ level: "warning", sentence });

  const closing: Closing = new Closing(
    () => windows,
    (window) => records.remove(window.record),
    log.write,
  );
  const { catalog, environments, others, supervisor, takenOver, watch } = setUpKernels(
    profile,
    version,
    runtime,
    log.write,
  );
  const machine = { env: process.env, home: homedir(), platform: process.platform };
  const languageServers = new LanguageServers(async (id) => {
    if (id === PYTHON_SERVER) return bundledPythonServer(app.getAppPath(), process.execPath, process.env);
    if (!id.startsWith(OWN_SERVER)) return t('There is no language server "{id}".', { id });
    return ownServer(id.slice(OWN_SERVER.length), settings.get().languageServers, machine);
  }, log.write);
  const tableReaders = new TableReaders(
    readerScript(app.getAppPath()),
    process.execPath,
    process.env,
    log.write,
  );
  const historySearch = new HistorySearch(
    historyScript(app.getAppPath()),
    process.execPath,
    profile.history,
    log.write,
  );
  const ruffSettings: RuffSettingsFiles = new RuffSettingsFiles(() =>
    windows.broadcast("ruff.settingsChanged", undefined),
  );
  const configured = new ConfiguredKernels({ store, catalog, supervisor, home: homedir(), log: log.write });
  const ports = new WindowPorts(
    (session, name, events) =>
      name === LANGUAGE_CHANNEL
        ? servedLane(events, (channel) => languageServers.accept(channel))
        : name === TABLE_FILE_CHANNEL
          ? servedLane(events, (channel) => tableReaders.accept(channel))
          : openLane(supervisor, session, events),
    log.write,
  );
  const windows: Windows = new Windows({
    records,
    log: log.write,
    onCreated: (window) => {
      closing.watch(window);
      frameInput.watch(window);
      endFloods(window.contents, (frame) => {
        log.write("an output was ended: it made frames without end");
        windows.send(window, "outputs.flood", { frame });
      });
    },
    onPageGone: (window) => {
      frameInput.forget(window);
      networkGrants.forget(window.id);
      closing.pageGone(window);
      ports.close(window);
      files.forget(window);
      searches.forget(window);
      offers.forget(window);
    },
  });
  const frameInput: FrameInput = new FrameInput((...event) => windows.send(...event));
  const systemMenu = new SystemMenu(
    () => windows.front(),
    (id) => {
      for (const window of windows.all())
        if (window.browserWindow.isFocused()) windows.send(window, "menu.command", { id });
    },
  );
  const localHistory = new LocalHistory(profile.localHistory);
  const versions = new VersionKeeper(localHistory, windows, log.write);
  const files = fileHandlers(windows, backups, copies, versions);
  const searches = searchHandlers(windows, () => bundledRipgrep(app.getAppPath()));
  const offers = new ShellOffers<AppWindow>();
  const shown = shownSessions(windows, records);
  const installation = thisInstallation();
  const updates: Updates = new Updates({
    off: whyNoUpdates(installation),
    appImage: installation.appImage,
    wanted: () => settings.get().checkForUpdates,
    log: log.write,
    onChange: (now) => windows.broadcast("update.changed", now),
  });
  serveRequests(
    windows,
    new RequestDispatcher(
      {
        ...appHandlers({
          version,
          profile,
          typescriptLibrary: typescriptLibrary(app.getAppPath()),
          windows,
          closing,
          failures,
          settings,
          records,
          recent,
          backups,
          notices,
          unendedSaves,
          showMenus: (window, menus) => systemMenu.take(window, menus),
        }),
        ...files.handlers,
        ...searches.handlers,
        ...gitHandlers(versions),
        ...localHistoryHandlers(localHistory, versions),
        ...outputHandlers((session) => supervisor.folder(session).keptFolder, copies, frameInput),
        ...kernelHandlers({
          catalog,
          configured,
          supervisor,
          others,
          recent,
          shown,
        }),
        ...environmentHandlers(environments),
        ...codeHandlers(ruffSettings, settings, machine),
        ...shellMoveHandlers(offers, windows, shown),
        ...updateHandlers(updates),
        ...configurationHandlers(store, configured),
        ...breakpointHandlers(breakpoints, windows),
        ...logHandlers(log.file, (session) => supervisor.folder(session).hostLog),
        ...historyHandlers(new HistoryFiles(profile.history), historySearch, () =>
          windows.broadcast("history.changed", undefined),
        ),
      },
      log.write,
    ),
  );
  ports.serve(windows);
  failures.sayBy((sentence, sender) => {
    const notice: Notice = { level: "info", sentence };
    const window = sender ?? windows.front();
    if (window?.started) windows.send(window, "notice", notice);
    else notices.push(notice);
  });
  catalog.onChange((folder) => windows.broadcast("kernels.changed", { folder }));
  environments.onChange((job) => windows.broadcast("environments.job", job));
  supervisor.onChange((sessions) => windows.broadcast("sessions.changed", sessions));

  store.onChange((now) => {
    windows.broadcast("configurations.changed", now);
    unawaited("following changed configurations", configured.follow());
  });

  followTheme(settings.get(), windows);
  windows.zoom = settings.get().zoom;
  settings.onChange((now) => {
    followTheme(now, windows);
    windows.zoom = now.zoom;
    windows.broadcast("settings.changed", now);
    if (!speak(now)) return;
    offerQuickActions(profile, openWindow);
    windows.broadcast("language.changed", { locale: locale() });
  });
  const openWindow = () => windows.createNew({}, windows.front());
  offerQuickActions(profile, openWindow);
  const opening = new Opening(windows, records, commandLine);
  for (const each of [watch, languageServers, tableReaders, historySearch, ruffSettings]) opened.add(each);
  endBeforeExit(
    async () => {
      opened.dispose();
      // Whoever is not asked, as when the system ends us, keeps what runs.
      const onQuit = closing.kernels ?? settings.get().onQuit;
      await Promise.all([
        environments.dispose(),
        onQuit === "shutDown" ? supervisor.endAll() : supervisor.leave(),
      ]);
      await Promise.all([
        settings.settled(),
        records.settled(),
        recent.settled(),
        store.settled(),
        breakpoints.settled(),
        catalog.dispose(),
      ]);
      updates.atEnd();
    },
    () => closing.quitNow(),
    log.write,
  );
  void takenOver
    .then(() => supervisor.showAgain(records.all().flatMap(({ sessions }) => sessions)))
    .catch((error: unknown) => log.write(`sessions of an earlier run could not be looked for: ${error}`))
    .then(() => opening.open(supervisor.list().map(({ id }) => id)));
}

function followTheme({ theme, ownTheme }: Settings, windows: Windows): void {
  const { scheme, palette, colours } = drawnTheme(theme, ownTheme, false);
  nativeTheme.themeSource = theme === "system" ? theme : scheme;
  windows.background = colours.bg ?? (palette && PALETTE_BACKGROUNDS[palette][scheme]);
}
