/** The app log: what main has to tell to whoever looks for a fault. Bounded: two files, the older one dropped. */

import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { join } from "node:path";
import { t } from "../../preload/texts/texts";

/** Writes one line to the app log. */
export type WriteLog = (line: string) => void;

const MAX_LOG_BYTES = 1024 * 1024;

/**
 * The log in `folder`/app.log; at its bound it becomes app.1.log. Where it cannot be written (a full disk, a folder of
 * somebody else's) the app goes on without it: lines go to stderr, and each one tries again.
 */
export class AppLog {
  /** Why it could not be opened at the start, a sentence for the user. */
  readonly problem: string | undefined;
  /** Its path. */
  readonly file: string;
  #descriptor: number | undefined;
  #bytes = 0;

  constructor(
    private readonly folder: string,
    private readonly maxBytes = MAX_LOG_BYTES,
  ) {
    this.file = join(folder, "app.log");
    try {
      // On a full disk a file can be made, but not filled.
      this.#append(`Tandem starts as process ${process.pid}`);
    } catch (error) {
      const { message } = error as Error;
      this.problem = t("Tandem goes on without its own log: {file} cannot be written ({reason}).", {
        file: this.file,
        reason: message,
      });
    }
  }

  /** Adds a line with the time. */
  readonly write: WriteLog = (line) => {
    try {
      this.#append(line);
    } catch {
      process.stderr.write(`${line}\n`);
    }
  };

  dispose(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #append(line: string): void {
    const text = `${new Date().toISOString()} ${line}\n`;
    if (this.#descriptor === undefined || this.#bytes + text.length > this.maxBytes) this.#open();
    this.#bytes += writeSync(this.#descriptor as number, text);
  }

  /** Opens the file; one that has reached its bound is put aside first. */
  #open(): void {
    const full = this.#bytes > 0;
    this.dispose();
    if (full) renameSync(this.file, join(this.folder, "app.1.log"));
    mkdirSync(this.folder, { recursive: true });
    this.#descriptor = openSync(this.file, "a", 0o600);
    this.#bytes = fstatSync(this.#descriptor).size;
  }
}
