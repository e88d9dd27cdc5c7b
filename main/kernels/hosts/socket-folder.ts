/**
 * Where a profile's Unix sockets lie: a folder of the user's own under the state folder, which is neither swept like
 * /tmp nor wiped at logout. The kernel's output can be heard by whoever reaches the sockets, so the folder is checked.
 */
import { createHash } from "node:crypto";
import { chmodSync, lstatSync, mkdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";

/** A socket's path has to fit into 104 bytes with its end mark on macOS, 108 on Linux. */
const MAX_SOCKET_PATH_BYTES = 103;
/** Room that launch.json promises for names in the folder. */
const NAME_BYTES = 24;

/** `folder` null: TCP has to be used, and `reason` says why. */
export type SocketFolder = { readonly folder: string } | { readonly folder: null; readonly reason: string };

export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

/**
 * Makes, where needed, and checks the folder of a profile.
 * @param profile the real path of the profile's folder
 */
export function socketFolderOf(profile: string, surroundings: Surroundings): SocketFolder {
  if (process.platform === "win32")
    return { folder: null, reason: "Windows has no private sockets for kernels" };
  const state = stateFolder(surroundings);
  const own = join(state, "tandem");
  const folder = join(own, createHash("sha256").update(profile).digest("hex").slice(0, 16));
  if (Buffer.byteLength(folder) + 1 + NAME_BYTES > MAX_SOCKET_PATH_BYTES) {
    return { folder: null, reason: `the path of the socket folder ${folder} is too long` };
  }
  try {
    mkdirSync(state, { recursive: true, mode: 0o700 });
    for (const each of [own, folder]) {
      const problem = makePrivate(each);
      if (problem) return { folder: null, reason: problem };
    }
  } catch (error) {
    return {
      folder: null,
      reason: `the socket folder ${folder} cannot be made (${(error as Error).message})`,
    };
  }
  return { folder };
}

function stateFolder({ env, home }: Surroundings): string {
  if (env.XDG_STATE_HOME && isAbsolute(env.XDG_STATE_HOME)) return env.XDG_STATE_HOME;
  return process.platform === "darwin"
    ? join(home, "Library/Application Support")
    : join(home, ".local/state");
}

/** Returns what is wrong with the folder, or undefined when it is ours alone. */
function makePrivate(folder: string): string | undefined {
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
  const found = lstatSync(folder);
  if (found.isSymbolicLink()) return `${folder} is a symbolic link`;
  if (!found.isDirectory()) return `${folder} is not a folder`;
  if (found.uid !== process.getuid?.()) return `${folder} belongs to another user`;
  if ((found.mode & 0o077) !== 0) chmodSync(folder, 0o700);
  return undefined;
}
