/**
 * Cancelling what a language server is busy with, by files: a server of one thread reads no message before it has answered,
 * but may look whether a file is there. Pyright's way (`--cancellationReceive`): only with it does it check files in a
 * thread of their own, so that what is asked meanwhile does not wait for the check.
 */
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unawaited } from "../floor/failures";

/** Where Pyright looks within the folder for temporary files. */
const FOLDER = "python-languageserver-cancellation";
/** This folder within that one; every server has its own folder for temporary files. */
const NAME = "requests";
/** More files are not kept at once. */
const MOST_CANCELLED = 1_000;

export class CancellationFiles {
  /** What the server's program is started with. */
  readonly args: readonly string[] = [`--cancellationReceive=file:${NAME}`];
  readonly env: Readonly<Record<string, string>>;
  readonly #root: string;
  readonly #cancelled = new Set<number>();

  /** Makes the folder. @throws Error where none can be made */
  constructor() {
    this.#root = mkdtempSync(join(tmpdir(), "tandem-language-server-"));
    mkdirSync(join(this.#root, FOLDER, NAME), { recursive: true });
    this.env = { TMPDIR: this.#root, TMP: this.#root, TEMP: this.#root };
  }

  /** A request is not wanted any more. @param id the request's; the window's requests have whole numbers */
  cancel(id: unknown): void {
    if (typeof id !== "number" || !Number.isSafeInteger(id) || this.#cancelled.size >= MOST_CANCELLED) return;
    this.#cancelled.add(id);
    // One that cannot be written is a request that goes on.
    unawaited(
      "cancelling a request",
      writeFile(this.#file(id), "").catch(() => {}),
    );
  }

  /** A request was answered. */
  answered(id: unknown): void {
    if (typeof id !== "number" || !this.#cancelled.delete(id)) return;
    unawaited(
      "a cancelled request's end",
      rm(this.#file(id), { force: true }).catch(() => {}),
    );
  }

  /** Takes the folder away; to be called when the server is gone, or to go. */
  dispose(): void {
    try {
      rmSync(this.#root, { recursive: true, force: true });
    } catch {
      // It is one for temporary files.
    }
  }

  #file(id: number): string {
    return join(this.#root, FOLDER, NAME, `cancellation-${id}.tmp`);
  }
}
