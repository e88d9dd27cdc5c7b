/** Entry of the window's program: asks main what there is, brings back what was open, and draws. */
import { t } from "../preload/texts/texts";
import "./language";
import "./look/fonts.css";
import "./look/tokens.css";
import "./look/base.css";
import "./look/workbench.css";
import "./look/editor.css";
import "./look/tools.css";
import { createRoot } from "react-dom/client";
import { startAbout } from "./about/about-state";
import { tandem } from "./bridge";
import { openByMonaco } from "./code/language-server/open-places";
import { startPythonServer } from "./code/language-server/python-server";
import { registerConfigurationCommands } from "./configurations/configuration-commands";
import {
  defaultConfiguration,
  followConfigurations,
  startConfiguration,
} from "./configurations/configurations-state";
import { keepBackups } from "./editor/backups";
import { followDisk } from "./editor/disk-changes";
import { openDocument } from "./editor/documents";
import { registerEditorCommands } from "./editor/editor-commands";
import { followTarget } from "./editor/run-target";
import { followEnvironmentJobs } from "./environments/environment-jobs";
import { createChannelClient, receivePort } from "./kernels/channel-client";
import { clientOfView } from "./kernels/client-names";
import { SharedHistory } from "./kernels/shared-history";
import { WindowShells } from "./kernels/shells";
import { startShells } from "./shell/pane/start-shells";
import { openFolder, settings } from "./workbench/app";
import { guardClosing } from "./workbench/close-flow";
import { registerCommands, runCommand, setCommandFailure } from "./workbench/commands";
import { startFirstKernel } from "./workbench/first-kernel";
import { dispatchKeys } from "./workbench/key-dispatch";
import { followLanguage } from "./workbench/new-language";
import { notify, sentenceOf } from "./workbench/notices";
import { restoreCursor, restoreFiles, takeOver } from "./workbench/start";
import { registerTextCommands } from "./workbench/text-commands";
import { followTheme } from "./workbench/theme";
import { Window } from "./workbench/window";
import { keepWindowState } from "./workbench/window-state";
import { followTitle } from "./workbench/window-title";
import { registerWorkbenchCommands, reloadWindow } from "./workbench/workbench-commands";
import { zoomCommands } from "./workbench/zoom-commands";
// After the parts' own: it overrules them.
import "./look/system-colours.css";

const tell = (error: unknown) => notify({ level: "error", sentence: sentenceOf(error) });

async function start(): Promise<void> {
  const started = await tandem.request("app.start");
  const state = takeOver(started);
  followTheme();
  setCommandFailure((_command, error) => void tell(error));
  for (const notice of started.notices) notify(notice);

  const channels = createChannelClient(await receivePort(window), clientOfView(crypto.randomUUID()), () =>
    receivePort(window),
  );
  const shells = new WindowShells({ bridge: tandem, channels, folder: openFolder.get });
  registerEditorCommands();
  registerTextCommands();
  startShells(shells, new SharedHistory(tandem));
  registerWorkbenchCommands();
  registerCommands(...zoomCommands());
  startAbout();
  registerConfigurationCommands();
  followEnvironmentJobs();
  followTarget();
  startPythonServer(channels);
  openByMonaco();
  followTitle();
  dispatchKeys();

  await Promise.all([restoreFiles(started, state), followConfigurations()]);
  restoreCursor(state);
  const root = document.getElementById("window");
  if (root) createRoot(root).render(<Window />);

  keepBackups();
  followDisk();
  guardClosing();
  tandem.on("settings.changed", (changed) => settings.set(changed));
  tandem.on("notice", (notice) => void notify(notice));
  followLanguage(reloadWindow);
  tandem.on("menu.command", ({ id }) => void runCommand(id));
  tandem.on("files.open", async ({ files, folder }) => {
    if (folder !== null) openFolder.set(folder);
    for (const path of files) await openDocument(path).catch(tell);
  });

  await shells.restore(state.shells, started.sessions).catch(tell);
  keepWindowState(shells);
  await startFirstKernel(shells, started.lastKernelId, () => {
    const configuration = defaultConfiguration();
    return configuration && startConfiguration(configuration.id);
  }).catch(tell);
}

start().catch((error: unknown) => {
  document.body.textContent = t("Tandem could not start its window: {reason}", {
    reason: sentenceOf(error),
  });
});
