/** What the command line asks for. Pure but for one look at each path, which the caller gives. */

import { resolve } from "node:path";
import { t } from "../../preload/texts/texts";

/** What a start of the app is to open, all paths absolute. */
export interface CommandLine {
  readonly files: readonly string[];
  readonly folder: string | null;
  /** Whether they are for a window of their own. */
  readonly newWindow: boolean;
  /** Folder of the profile, where one was named. */
  readonly userDataDir: string | null;
  /** What is only to be printed, without a window. */
  readonly print: "help" | "version" | null;
  /** What was not understood, a sentence each. */
  readonly problems: readonly string[];
}

export interface CommandLineContext {
  /** Folder that relative paths start from: the caller's, not ours. */
  readonly cwd: string;
  /** Whether the program is a bare Electron that was given the app's folder as its first argument. */
  readonly bareElectron: boolean;
  readonly isFolder: (path: string) => boolean;
}

/** Options of Electron itself that take the next argument as their value. */
const ELECTRON_VALUE_OPTIONS = new Set(["-r", "--require"]);

/**
 * Reads the arguments of a process, its program (argv[0]) included. Switches of Chromium and Electron are passed over;
 * what follows a lone `--` is a path even when it begins with a dash. A path that does not exist counts as a file:
 * whoever opens it can say so.
 */
export function parseCommandLine(argv: readonly string[], context: CommandLineContext): CommandLine {
  const files: string[] = [];
  const problems: string[] = [];
  let folder: string | null = null;
  let newWindow = false;
  let userDataDir: string | null = null;
  let print: CommandLine["print"] = null;
  let appFolderSeen = !context.bareElectron;
  let onlyPaths = false;

  for (let i = 1; i < argv.length; i++) {
    const argument = argv[i] as string;
    if (!onlyPaths && argument.startsWith("-")) {
      if (argument === "--") {
        onlyPaths = true;
      } else if (ELECTRON_VALUE_OPTIONS.has(argument)) {
        i++;
      } else if (argument === "--new-window") {
        newWindow = true;
      } else if (argument === "--help" || argument === "-h" || argument === "--version") {
        print ??= argument === "--version" ? "version" : "help";
      } else if (argument === "--user-data-dir") {
        i++;
        userDataDir = argv[i] ? resolve(context.cwd, argv[i] as string) : null;
      } else if (argument.startsWith("--user-data-dir=")) {
        const value = argument.slice("--user-data-dir=".length);
        userDataDir = value ? resolve(context.cwd, value) : null;
      }
      continue;
    }
    if (!appFolderSeen) {
      appFolderSeen = true;
      continue;
    }
    if (argument === "") continue;
    const path = resolve(context.cwd, argument);
    if (!context.isFolder(path)) {
      if (!files.includes(path)) files.push(path);
    } else if (folder === null || folder === path) {
      folder = path;
    } else {
      problems.push(
        t("One folder can be open at a time: {folder} was opened, {path} was not.", { folder, path }),
      );
    }
  }
  return { files, folder, newWindow, userDataDir, print, problems };
}
