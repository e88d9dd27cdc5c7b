/** The app log: what main has to tell to whoever looks for a fault. Bounded: two files, the older one dropped. */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";

/** Writes one line to the app log. */
export type Log = (line: string) => void;

const MAX_LOG_BYTES = 1024 * 1024;

/** The log in `folder`/app.log; at its bound it becomes app.1.log. */
export class AppLog {
  readonly #file: string;
  #descriptor: number;
  #bytes: number;

  /** @throws Error when the folder cannot be written. */
  constructor(
    private readonly folder: string,
    private readonly maxBytes = MAX_LOG_BYTES,
  ) {
    mkdirSync(folder, { recursive: true });
    this.#file = join(folder, "app.log");
    this.#descriptor = openSync(this.#file, "a", 0o600);
    this.#bytes = fstatSync(this.#descriptor).size;
  }

  /** Adds a line with the time. A full disk must not stop the app: what cannot be written is lost. */
  readonly write: Log = (line) => {
    const text = `${new Date().toISOString()} ${line}\n`;
    try {
      if (this.#bytes + text.length > this.maxBytes) this.#turn();
      this.#bytes += writeSync(this.#descriptor, text);
    } catch {}
  };

  dispose(): void {
    closeSync(this.#descriptor);
  }

  #turn(): void {
    closeSync(this.#descriptor);
    renameSync(this.#file, join(this.folder, "app.1.log"));
    this.#descriptor = openSync(this.#file, "a", 0o600);
    this.#bytes = 0;
  }
}
