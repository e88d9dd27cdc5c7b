/** Start-up, in order. */
import { mkdirSync, realpathSync, statSync } from "node:fs";
import { app } from "electron";
import { AppLog } from "./app/app-log";
import { registerAppScheme } from "./app/app-scheme";
import { parseCommandLine } from "./app/command-line";
import { isFirstInstance } from "./app/first-instance";
import { profileIn } from "./app/profile";
import { startTandem } from "./app/tandem";

const commandLine = parseCommandLine(process.argv, {
  cwd: process.cwd(),
  bareElectron: !app.isPackaged,
  isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
});
const profileFolder = commandLine.userDataDir ?? app.getPath("userData");
mkdirSync(profileFolder, { recursive: true, mode: 0o700 });
// A folder has many names, a profile one.
const profile = profileIn(realpathSync(profileFolder), commandLine.userDataDir !== null);
app.setPath("userData", profile.folder);
app.setPath("sessionData", profile.chromium);
registerAppScheme();

if (isFirstInstance(commandLine)) {
  const log = new AppLog(profile.logs);
  void app.whenReady().then(() => startTandem(profile, commandLine, log));
} else {
  app.exit(0);
}
