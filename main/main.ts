/** Start-up, in order. */
import { statSync } from "node:fs";
import { app, dialog } from "electron";
import { AppLog } from "./app/app-log";
import { registerAppScheme } from "./app/app-scheme";
import { parseCommandLine } from "./app/command-line";
import { isFirstInstance } from "./app/first-instance";
import { profileIn } from "./app/profile";
import { openProfileFolder } from "./app/profile-folder";
import { startTandem } from "./app/tandem";
import { hostRuntime } from "./update/this-runtime";

const commandLine = parseCommandLine(process.argv, {
  cwd: process.cwd(),
  bareElectron: !app.isPackaged,
  isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
});
const profile = profileIn(openOrEnd(), commandLine.userDataDir !== null);
app.setPath("userData", profile.folder);
app.setPath("sessionData", profile.chromium);
registerAppScheme();

if (isFirstInstance(commandLine)) {
  const log = new AppLog(profile.logs);
  void app.whenReady().then(async () => {
    startTandem(profile, commandLine, await hostRuntime(profile.runtimes, log.write), log);
  });
} else {
  app.exit(0);
}

/** The profile's folder; where there can be none, the app says so and ends. */
function openOrEnd(): string {
  try {
    return openProfileFolder(commandLine.userDataDir, () => app.getPath("userData"));
  } catch (error) {
    dialog.showErrorBox("Tandem cannot start", (error as Error).message); // without a desktop, on stderr
    process.exit(1);
  }
}
