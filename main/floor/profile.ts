/** Where a profile keeps what. Two starts of the app with the same folder are one app. */
import { join } from "node:path";

export interface Profile {
  readonly folder: string;
  /** Whether the user named the folder: then nothing at all lies outside it that can lie inside. */
  readonly named: boolean;
  readonly settingsFile: string;
  readonly windowFile: string;
  readonly recentFile: string;
  readonly snippetsFile: string;
  readonly configurationsFile: string;
  readonly breakpointsFile: string;
  /** The list of kernels as it was found last. */
  readonly kernelsFile: string;
  readonly logs: string;
  readonly backups: string;
  /** Earlier texts of files. */
  readonly localHistory: string;
  /** What files held while they are being saved in place. */
  readonly safetyCopies: string;
  readonly sessions: string;
  /** Copies of the runtime, where kernel-hosts cannot run from the app's own folder. */
  readonly runtimes: string;
  /** Inputs of earlier days, by language. */
  readonly history: string;
  /** Chromium's own caches and stores. */
  readonly chromium: string;
}

export function profileIn(folder: string, named: boolean): Profile {
  return {
    folder,
    named,
    settingsFile: join(folder, "settings.json"),
    snippetsFile: join(folder, "snippets.json"),
    windowFile: join(folder, "window-state.json"),
    recentFile: join(folder, "recent.json"),
    configurationsFile: join(folder, "configurations.json"),
    breakpointsFile: join(folder, "breakpoints.json"),
    kernelsFile: join(folder, "kernels.json"),
    logs: join(folder, "logs"),
    backups: join(folder, "backups"),
    localHistory: join(folder, "local-history"),
    safetyCopies: join(folder, "safety-copies"),
    sessions: join(folder, "sessions"),
    runtimes: join(folder, "runtimes"),
    history: join(folder, "history"),
    chromium: join(folder, "chromium"),
  };
}
