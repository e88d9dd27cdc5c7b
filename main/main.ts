/** Start-up, in order. */
import { statSync, writeSync } from "node:fs";
import { app, dialog } from "electron";
import { parseCommandLine } from "./app/command-line";
import { isFirstInstance } from "./app/first-instance";
import { startTandem } from "./app/tandem";
import { helpOn } from "./cli/terminal/help";
import { AppLog } from "./floor/app-log";
import { Failures, unawaited } from "./floor/failures";
import { profileIn } from "./floor/profile";
import { openProfileFolder } from "./floor/profile-folder";
import { registerAppScheme } from "./pages/app-scheme";
import { hostRuntime } from "./update/this-runtime";
import type { AppWindow } from "./windows/windows";

const commandLine = parseCommandLine(process.argv, {
  cwd: process.cwd(),
  bareElectron: !app.isPackaged,
  isFolder: (path) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
});
if (commandLine.print !== null) {
  print(commandLine.print === "help" ? helpOn() : `tandem ${app.getVersion()}\n`);
  process.exit(0);
}
const profile = profileIn(openOrEnd(), commandLine.userDataDir !== null);
app.setPath("userData", profile.folder);
app.setPath("sessionData", profile.chromium);
registerAppScheme();

if (isFirstInstance(commandLine)) {
  const log = new AppLog(profile.logs);
  const failures = new Failures<AppWindow>(log.write, log.file);
  failures.heed(process);
  // What cannot be said there is no failure that could be said there.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  unawaited(
    "starting",
    app.whenReady().then(async () => {
      startTandem(profile, commandLine, await hostRuntime(profile.runtimes, log.write), log, failures);
    }),
  );
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

/** On Windows a program with windows has no terminal to print to; there `bin\\tandem.cmd` does it. */
function print(text: string): void {
  try {
    writeSync(1, text);
  } catch {}
}
