/** The profile that a command works on: the app's own, unless another is named. */
import { mkdirSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { type Profile, profileIn } from "../../floor/profile";
import { fileProblem } from "../../floor/user-error";
import { jupyterRuntimeFolder, type Surroundings } from "../../kernels/discovery/jupyter-folders";
import { type SocketFolder, socketFolderOf } from "../../kernels/hosts/socket-folder";
import { CommandError } from "../terminal/exit-codes";

/** Name of the app's folder, package.json's productName. */
const APP_NAME = "Tandem";

export function surroundings(): Surroundings {
  return { platform: process.platform, env: process.env, home: homedir() };
}

/** Where the app keeps its profile: Electron's rule for `userData`. */
export function defaultProfileFolder({ platform, env, home }: Surroundings): string {
  if (platform === "win32") return join(env.APPDATA ?? join(home, "AppData/Roaming"), APP_NAME);
  if (platform === "darwin") return join(home, "Library/Application Support", APP_NAME);
  return join(env.XDG_CONFIG_HOME || join(home, ".config"), APP_NAME);
}

/**
 * The profile, its folder made where it is missing.
 * @param named the folder of --user-data-dir
 * @throws CommandError when the folder cannot be used
 */
export function openProfile(named: string | undefined): Profile {
  const folder = named === undefined ? defaultProfileFolder(surroundings()) : resolve(named);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return profileIn(realpathSync(folder), named !== undefined);
  } catch (error) {
    throw new CommandError(`The profile ${folder} cannot be used: ${fileProblem(error)}.`);
  }
}

/** Where a new session of the profile has its sockets and its connection file. */
export function placesOf(profile: Profile): {
  readonly sockets: SocketFolder;
  readonly runtimeFolder: string;
} {
  const around = surroundings();
  const inside = profile.named && !around.env.JUPYTER_RUNTIME_DIR;
  return {
    sockets: socketFolderOf(profile.folder, around),
    runtimeFolder: inside ? join(profile.folder, "jupyter-runtime") : jupyterRuntimeFolder(around),
  };
}
