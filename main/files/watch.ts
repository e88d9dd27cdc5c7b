/** Watches the open files and one folder for changes that others make. */
import { type FSWatcher, watch } from "node:fs";
import { dirname } from "node:path";
import { stampAt } from "./documents";

/** Changes come in bursts (write, rename, touch): they are looked at when this long is quiet, in ms. */
const QUIET_MS = 80;
/** Where the system cannot watch (network folders, watches used up), it is looked at this often, in ms. */
const POLL_MS = 2_000;

export interface WatchEvents {
  /** The file is another one now; `stamp` null: it is gone. */
  readonly onFile: (path: string, stamp: string | null) => void;
  readonly onFolder: (folder: string) => void;
}

/** One set of watched things; `watch` replaces it. */
export class Watcher {
  /** Stamps as last told or seen; undefined until it was looked at for the first time. */
  readonly #files = new Map<string, string | null | undefined>();
  #folder: string | null = null;
  readonly #watched = new Map<string, () => void>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly events: WatchEvents) {}

  /** Watches these from now on, instead of what was watched before. */
  async watch(files: readonly string[], folder: string | null): Promise<void> {
    this.#folder = folder;
    for (const file of [...this.#files.keys()]) if (!files.includes(file)) this.#files.delete(file);
    const folders = new Set(files.map((file) => dirname(file)));
    if (folder !== null) folders.add(folder);
    for (const [watched, stop] of [...this.#watched]) {
      if (folders.has(watched)) continue;
      stop();
      this.#watched.delete(watched);
    }
    // Folders rather than files: a file that is replaced by rename would be watched no more.
    for (const each of folders)
      if (!this.#watched.has(each)) this.#watched.set(each, this.#watchFolder(each));
    await Promise.all(
      files
        .filter((file) => !this.#files.has(file))
        .map(async (file) => {
          this.#files.set(file, undefined);
          const stamp = await stampAt(file);
          if (this.#files.has(file)) this.#files.set(file, stamp);
        }),
    );
  }

  /** We wrote this file ourselves: that is no change to tell. */
  note(path: string, stamp: string): void {
    if (this.#files.has(path)) this.#files.set(path, stamp);
  }

  dispose(): void {
    for (const stop of this.#watched.values()) stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#watched.clear();
    this.#timers.clear();
    this.#files.clear();
  }

  #watchFolder(folder: string): () => void {
    const changed = () => this.#later(folder);
    let watcher: FSWatcher;
    const poll = () => {
      const timer = setInterval(changed, POLL_MS);
      return () => clearInterval(timer);
    };
    try {
      watcher = watch(folder, { persistent: false }, changed);
    } catch {
      return poll();
    }
    let stop = () => watcher.close();
    watcher.on("error", () => {
      watcher.close();
      stop = poll();
      changed();
    });
    return () => stop();
  }

  #later(folder: string): void {
    clearTimeout(this.#timers.get(folder));
    this.#timers.set(
      folder,
      setTimeout(() => {
        this.#timers.delete(folder);
        void this.#look(folder);
      }, QUIET_MS),
    );
  }

  async #look(folder: string): Promise<void> {
    if (folder === this.#folder) this.events.onFolder(folder);
    for (const file of [...this.#files.keys()]) {
      if (dirname(file) !== folder) continue;
      const stamp = await stampAt(file);
      const known = this.#files.get(file);
      if (known === undefined || known === stamp) continue;
      this.#files.set(file, stamp);
      this.events.onFile(file, stamp);
    }
  }
}
