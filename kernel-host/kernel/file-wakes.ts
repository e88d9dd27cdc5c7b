/** Wakes whoever follows files when they are written to, instead of looking again and again: twenty idle kernels cost a laptop nothing. */
import { type FSWatcher, watch } from "node:fs";

/** Where the system tells of no writing, the files are looked at so often, in ms. */
const POLL_MS = 250;
/** Where it does, it may still lose word of one: they are looked at so often, in ms. */
const SLOW_POLL_MS = 10_000;
/** What is written within so many ms is looked at together. */
const TOGETHER_MS = 50;

export class FileWakes {
  #watchers: FSWatcher[] = [];
  #timer: NodeJS.Timeout;
  #together: NodeJS.Timeout | undefined;
  #stopped = false;

  /** @param platform Windows tells of what is written only when the file is closed */
  constructor(
    files: readonly string[],
    private readonly wake: () => void,
    platform: NodeJS.Platform = process.platform,
  ) {
    let told = platform !== "win32";
    if (told) {
      try {
        for (const file of files) this.#watchers.push(watch(file, { persistent: false }, () => this.soon()));
        for (const watcher of this.#watchers) watcher.on("error", () => this.#poll());
      } catch {
        // The system has no more of them: a limit of its user's.
        told = false;
        this.#close();
      }
    }
    this.#timer = setInterval(wake, told ? SLOW_POLL_MS : POLL_MS);
  }

  /** Wakes after a moment, once for all that is asked until then. @param ms how long that is */
  soon(ms = TOGETHER_MS): void {
    if (this.#stopped) return;
    this.#together ??= setTimeout(() => {
      this.#together = undefined;
      this.wake();
    }, ms);
  }

  stop(): void {
    this.#stopped = true;
    this.#close();
    clearInterval(this.#timer);
    clearTimeout(this.#together);
  }

  #poll(): void {
    if (this.#stopped || this.#watchers.length === 0) return;
    this.#close();
    clearInterval(this.#timer);
    this.#timer = setInterval(this.wake, POLL_MS);
  }

  #close(): void {
    for (const watcher of this.#watchers) watcher.close();
    this.#watchers = [];
  }
}
