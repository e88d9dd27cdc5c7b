/** Watches the open files and one folder for changes that others make. */
import { type FSWatcher, watch } from "node:fs";
import { realpath } from "node:fs/promises";
import { dirname } from "node:path";
import { unawaited } from "../floor/failures";
import { stampAt } from "./documents";

/** Changes come in bursts (write, rename, touch): they are looked at when this long is quiet, in ms. */
const QUIET_MS = 80;
/** Where the system cannot watch (network folders, watches used up), it is looked at this often, in ms. */
const POLL_MS = 2_000;
/** A file that is gone, or empty and was not, is told of after so long, in ms: most are about to be written anew. */
const VANISHED_MS = 1_000;

export interface WatchEvents {
  /** The file is another one now; `stamp` null: it is gone. */
  readonly onFile: (path: string, stamp: string | null) => void;
  readonly onFolder: (folder: string) => void;
}

/** One set of watched things; `watch` replaces it. */
export class Watcher {
  /** Stamps as last told or seen; undefined until it was looked at for the first time. */
  readonly #files = new Map<string, string | null | undefined>();
  /** In which folders a change may be one of the file: its own, and that of the file that a link leads to. */
  readonly #folders = new Map<string, ReadonlySet<string>>();
  /** Files that are being written by us, and how often. */
  readonly #held = new Map<string, number>();
  /** Files that seem to have vanished, and when they are looked at again. */
  readonly #vanished = new Map<string, NodeJS.Timeout>();
  #folder: string | null = null;
  /** Counts the calls of `watch`: the last one counts. */
  #turn = 0;
  readonly #watched = new Map<string, () => void>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(private readonly events: WatchEvents) {}

  /** Watches these from now on, instead of what was watched before. Gives back those that are not there: it never tells of them. */
  async watch(files: readonly string[], folder: string | null): Promise<string[]> {
    const turn = ++this.#turn;
    this.#folder = folder;
    for (const file of [...this.#files.keys()]) {
      if (files.includes(file)) continue;
      this.#files.delete(file);
      this.#folders.delete(file);
      this.#appeared(file);
    }
    await Promise.all(
      files.map(async (file) => {
        const real = await realpath(file).catch(() => file);
        this.#folders.set(file, new Set([dirname(file), dirname(real)]));
      }),
    );
    if (turn !== this.#turn) return [];
    const folders = new Set(files.flatMap((file) => [...(this.#folders.get(file) ?? [])]));
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
          const found = await stampAt(file);
          if (this.#files.has(file)) this.#files.set(file, found?.stamp ?? null);
        }),
    );
    return files.filter((file) => this.#files.get(file) === null);
  }

  /**
   * We write this file ourselves: that is no change to tell. Nothing is told of it until the function that is given back
   * is called, with the stamp of what was written where it was.
   */
  hold(path: string): (written?: string) => void {
    this.#held.set(path, (this.#held.get(path) ?? 0) + 1);
    return (written) => {
      const others = (this.#held.get(path) ?? 1) - 1;
      if (others > 0) this.#held.set(path, others);
      else this.#held.delete(path);
      if (written !== undefined && this.#files.has(path)) this.#files.set(path, written);
      // What others did meanwhile.
      unawaited("looking at a file that changed", this.#lookAt(path, false));
    };
  }

  dispose(): void {
    for (const stop of this.#watched.values()) stop();
    for (const timer of [...this.#timers.values(), ...this.#vanished.values()]) clearTimeout(timer);
    this.#watched.clear();
    this.#timers.clear();
    this.#vanished.clear();
    this.#folders.clear();
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
        unawaited("looking at a folder that changed", this.#look(folder));
      }, QUIET_MS),
    );
  }

  async #look(folder: string): Promise<void> {
    if (folder === this.#folder) this.events.onFolder(folder);
    for (const file of [...this.#files.keys()]) {
      if (this.#folders.get(file)?.has(folder)) await this.#lookAt(file, false);
    }
  }

  async #lookAt(file: string, again: boolean): Promise<void> {
    if (this.#held.has(file)) return;
    const found = await stampAt(file);
    const stamp = found?.stamp ?? null;
    if (this.#held.has(file)) return;
    const known = this.#files.get(file);
    if (known === undefined || known === stamp) {
      this.#appeared(file);
      return;
    }
    if ((found?.bytes ?? 0) === 0 && known !== null && !again) {
      if (!this.#vanished.has(file)) {
        const timer = setTimeout(() => {
          this.#vanished.delete(file);
          unawaited("looking at a file that changed", this.#lookAt(file, true));
        }, VANISHED_MS);
        this.#vanished.set(file, timer);
      }
      return;
    }
    this.#appeared(file);
    this.#files.set(file, stamp);
    this.events.onFile(file, stamp);
  }

  #appeared(file: string): void {
    clearTimeout(this.#vanished.get(file));
    this.#vanished.delete(file);
  }
}
