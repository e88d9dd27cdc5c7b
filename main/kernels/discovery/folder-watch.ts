/**
 * Tells when a folder, or a Python, is added to or removed from any of a set of folders. Other files are passed over: an
 * experiment may write one each second.
 */
import { type FSWatcher, lstatSync, readdirSync, watch } from "node:fs";
import { join } from "node:path";

/** Changes come in bursts; this long after the last one it is told, in ms. */
const QUIET_MS = 500;
/** Watches are few on some systems. */
const MOST_WATCHES = 300;
/** Files that make a folder an environment. */
const PYTHON_FILE = /^(?:(?:python|pypy)[\d.]*(?:\.exe)?|pyvenv\.cfg)$/i;

export class FolderWatch {
  readonly #watchers = new Map<string, FSWatcher>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly changed: () => void) {}

  /** Watches these folders from now on, and no others. Folders that are not there are left out. */
  set(folders: readonly string[]): void {
    const wanted = new Set(folders.slice(0, MOST_WATCHES));
    for (const [folder, watcher] of this.#watchers) {
      if (wanted.has(folder)) continue;
      watcher.close();
      this.#watchers.delete(folder);
    }
    for (const folder of wanted) if (!this.#watchers.has(folder)) this.#watch(folder);
  }

  dispose(): void {
    this.set([]);
    clearTimeout(this.#timer);
  }

  #watch(folder: string): void {
    try {
      const inside = foldersIn(folder);
      // "rename" is an entry that comes or goes; what is written inside of files is no matter here.
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        if (event !== "rename") return;
        const matters =
          name === null || PYTHON_FILE.test(name) || inside.delete(name) || isFolder(join(folder, name));
        if (name !== null && matters && isFolder(join(folder, name))) inside.add(name);
        if (matters) this.#tellSoon();
      });
      watcher.on("error", () => {
        watcher.close();
        this.#watchers.delete(folder);
      });
      this.#watchers.set(folder, watcher);
    } catch {
      // Not there, or no watches are left: the list is made anew each time it is asked for.
    }
  }

  #tellSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.changed, QUIET_MS).unref();
  }
}

function foldersIn(folder: string): Set<string> {
  const entries = readdirSync(folder, { withFileTypes: true });
  return new Set(entries.filter((entry) => !entry.isFile()).map(({ name }) => name));
}

/** A link may lead to one. */
function isFolder(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile();
}
