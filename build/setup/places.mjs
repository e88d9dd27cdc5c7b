/** Where things are: the repository, and the cache outside it that several clones share. */
import os from "node:os";
import path from "node:path";

export const repository = path.resolve(import.meta.dirname, "../..");

/** The operating system's cache folder for this user; what lies in it can always be made again. */
export const cache = path.join(cacheHome(), "tandem");

function cacheHome() {
  const home = os.homedir();
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  if (process.platform === "darwin") return path.join(home, "Library/Caches");
  if (process.platform === "win32") return process.env.LOCALAPPDATA ?? path.join(home, "AppData/Local");
  return path.join(home, ".cache");
}
