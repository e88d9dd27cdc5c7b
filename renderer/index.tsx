/** Entry of the window's program: asks main what there is, brings back what was open, and draws. */
import { t } from "../preload/texts/texts";
import "./floor/page-language";
import "./floor/look/fonts.css";
import "./floor/look/tokens.css";
import "./floor/look/palettes.css";
import "./floor/look/base.css";
import "./floor/look/workbench.css";
import "./floor/look/editor.css";
import "./floor/look/tools.css";
import { createRoot } from "react-dom/client";
import { startAbout } from "./about/about-state";
import { followBreakpoints } from "./code/breakpoints";
import { followDebuggedProcesses } from "./code/debugged-processes";
import { followDebugged } from "./code/debugged-shell";
import { followDebuggerSettings } from "./code/debugger-settings";
import { registerKnownImports } from "./code/known-import-fixes";
import { completeByKernels } from "./code/language-server/features/file-completions";
import { registerFeatures } from "./code/language-server/features/server-features";
import { openByMonaco } from "./code/language-server/open-places";
import { hasOwnServer, startOwnServers } from "./code/language-server/own-servers";
import { startPythonServer } from "./code/language-server/python-server";
import { registerServerFormatters } from "./code/language-server/server-formatters";
import { loadMonaco, monaco } from "./code/monaco";
import { openPath } from "./code/open-path";
import { registerOwnFormatters } from "./code/own-formatters";
import { followProblems } from "./code/problems";
import { startRuff } from "./code/ruff/ruff";
import { registerRuffActions } from "./code/ruff/ruff-actions";
import { followTarget } from "./code/run-target";
import { shellFolder } from "./code/shell-folder";
import { startWebServers } from "./code/web-languages/web-servers";
import { insertLongTextWhole } from "./code/whole-insertion";
import { registerConfigurationCommands } from "./configurations/configuration-commands";
import { registerData } from "./data/register";
import { keepBackups } from "./editor/backups";
import { registerCellCommands } from "./editor/cell-commands";
import { registerCodeCommands } from "./editor/code-commands";
import { registerDebugCommands } from "./editor/debug-commands";
import { followFrames } from "./editor/debugging/breakpoint-layer";
import { registerDiffCommands } from "./editor/diff/diff-commands";
import { followDisk } from "./editor/disk-changes";
import { registerEditorCommands } from "./editor/editor-commands";
import { registerFolding } from "./editor/folding";
import { registerFormatCommands } from "./editor/format-commands";
import { registerGroupCommands } from "./editor/group-commands";
import { registerPictures } from "./editor/pictures/picture-page";
import { registerRecentPlaces } from "./editor/recent-places";
import { offerSnippets, registerSnippets } from "./editor/snippets";
import { registerTabCommands } from "./editor/tab-menu";
import { registerEnvironments } from "./environments/register";
import { openFolder, settings, userSettings } from "./floor/app";
import { followAssistance } from "./floor/assistance";
import { tandem } from "./floor/bridge";
import { holdCommands, setCommandFailure } from "./floor/commands/commands";
import { takeFilesOf } from "./floor/dropped-files";
import { heedFailures, reportFailure, sendFailuresBy } from "./floor/failures";
import { firstPainted } from "./floor/first-paint";
import { followFolderSettings } from "./floor/folder-settings";
import { notify, sentenceOf } from "./floor/notices/notices";
import { followTheme } from "./floor/theme";
import { isWhole, whole } from "./floor/whole";
import { registerGuide } from "./guide/register";
import { createChannelClient, receivePort } from "./kernels/channel-client";
import { clientOfView } from "./kernels/client-names";
import { startFirstKernel } from "./kernels/first-kernel";
import { SharedHistory } from "./kernels/shared-history";
import {
  defaultConfiguration,
  followConfigurations,
  startConfiguration,
} from "./kernels/shell-configurations";
import { WindowShells } from "./kernels/shells";
import { registerNotebooks } from "./notebook/register";
import { registerRebuild } from "./rebuild/register";
import { registerResults } from "./results/register";
import { registerSavedModules } from "./saved-modules/register";
import { registerSessions } from "./sessions/register";
import { registerSettings } from "./settings/register";
import { startShells } from "./shell/pane/start-shells";
import { registerTools } from "./tools/register";
import { registerAreaCommands } from "./workbench/areas/area-commands";
import { guardClosing } from "./workbench/close-flow";
import { dispatchKeys } from "./workbench/key-dispatch";
import { followLanguage } from "./workbench/new-language";
import { keepFolderReal } from "./workbench/real-folder";
import { restoreCursor, restoreFiles, restoreKeyboard, takeOver } from "./workbench/start";
import { followSystemMenus } from "./workbench/system-menus";
import { registerTextCommands } from "./workbench/text-commands";
import { Window } from "./workbench/window";
import { keepWindowState } from "./workbench/window-state";
import { followTitle } from "./workbench/window-title";
import { registerWorkbenchCommands, reloadWindow } from "./workbench/workbench-commands";
import { registerZoomCommands } from "./workbench/zoom-commands";
// After the parts' own: it overrules them.
import "./floor/look/system-colours.css";

sendFailuresBy((report) => tandem.request("app.reportFailure", report));
heedFailures(window);

const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

async function start(): Promise<void> {
  followAssistance();
  // Main is asked for all at once: each answer takes as long as the others.
  const firstPort = receivePort(window);
  const started = await tandem.request("app.start");
  const state = takeOver(started);
  followTheme();
  setCommandFailure((_command, error) => void tell(error));
  for (const notice of started.notices) notify(notice);

  const channels = createChannelClient(await firstPort, clientOfView(crypto.randomUUID()), () =>
    receivePort(window),
  );
  const shells = new WindowShells({ bridge: tandem, channels, folder: openFolder.get });
  holdCommands(whole);
  registerEditorCommands();
  registerTabCommands();
  registerRecentPlaces();
  registerSnippets();
  registerGroupCommands();
  registerDiffCommands();
  registerPictures();
  registerCellCommands();
  registerCodeCommands();
  registerFormatCommands();
  registerDebugCommands();
  registerTextCommands();
  startShells(shells, new SharedHistory(tandem));
  registerWorkbenchCommands();
  registerZoomCommands();
  startAbout();
  registerConfigurationCommands();
  registerTools();
  takeFilesOf(window, async (path) => {
    await whole;
    await openPath(path).catch(tell);
  });
  registerAreaCommands();
  registerData(channels);
  registerEnvironments();
  registerSessions();
  registerSavedModules(shells);
  registerResults();
  registerRebuild();
  registerNotebooks();
  registerSettings();
  registerGuide();
  followTarget();
  followDebugged();
  followDebuggerSettings();
  followDebuggedProcesses();
  followFrames();
  followTitle();
  keepFolderReal();
  followFolderSettings();
  dispatchKeys();
  guardClosing();
  tandem.on("settings.changed", (changed) => userSettings.set(changed));
  tandem.on("notice", (notice) => void notify(notice));
  followSystemMenus();
  tandem.on("files.open", async ({ files, folder }) => {
    await whole;
    if (folder !== null) openFolder.set(folder);
    for (const path of files) await openPath(path).catch(tell);
  });
  const root = document.getElementById("window");
  if (root) createRoot(root).render(<Window />);

  // Half of all scripts are Monaco: the window is seen before they are read.
  const known = Promise.all([followConfigurations(), followBreakpoints()]);
  await firstPainted();
  await loadMonaco();
  insertLongTextWhole();
  registerFolding(monaco.languages);
  followProblems();
  startOwnServers(channels, registerFeatures);
  if (!hasOwnServer("python")) startPythonServer(channels, registerFeatures);
  startWebServers(registerFeatures);
  registerOwnFormatters();
  startRuff();
  registerServerFormatters();
  registerRuffActions();
  registerKnownImports();
  offerSnippets();
  openByMonaco();
  completeByKernels();

  await Promise.all([restoreFiles(started, state), known]);
  restoreCursor(state);
  isWhole.set(true);

  keepBackups();
  followDisk();
  followLanguage(reloadWindow);

  await shells.restore(state.shells, started.sessions).catch(tell);
  restoreKeyboard(state);
  keepWindowState(shells);
  if (!settings.get().startKernel) return;
  await startFirstKernel(shells, started.lastKernelId, shellFolder, () => {
    const configuration = defaultConfiguration(shellFolder());
    return configuration && startConfiguration(configuration.id, shellFolder());
  }).catch(tell);
}

start().catch((error: unknown) => {
  reportFailure("a window's start", error);
  document.body.textContent = t("Tandem could not start its window: {reason}", {
    reason: sentenceOf(error),
  });
});
