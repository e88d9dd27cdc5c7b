/** A file that is written piece by piece, and stands at its place only when it is whole. */
import { type FileHandle, open, realpath, rm, stat } from "node:fs/promises";
import { renameOver, temporaryBeside } from "../../kernel-host/door/atomic-write";
import { copyAttributes } from "./file-attributes";

export class LongWrite {
  /** Pieces are written in the order they were given. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    readonly path: string,
    private readonly temporary: string,
    private readonly file: FileHandle,
  ) {}

  /**
   * Begins, beside `given` or the file that it leads to.
   * @throws NodeJS.ErrnoException when the folder cannot be written; so do the next ones when the disk is full
   */
  static async begin(given: string): Promise<LongWrite> {
    // Through a link the file that it leads to is replaced, not the link.
    const path = await realpath(given).catch(() => given);
    const temporary = temporaryBeside(path);
    return new LongWrite(path, temporary, await open(temporary, "wx", 0o666));
  }

  add(text: string): Promise<void> {
    const written = this.#last.then(() => this.file.appendFile(text));
    this.#last = written.catch(() => {});
    return written;
  }

  /** Puts the file at its place. */
  async finish(): Promise<void> {
    try {
      await this.#last;
      await this.file.sync();
      await this.file.close();
      // What stands at the place keeps its owner, mode and attributes where that can be.
      const there = await stat(this.path).catch(() => undefined);
      if (there?.isFile()) await copyAttributes(this.path, this.temporary);
      await renameOver(this.temporary, this.path);
    } catch (error) {
      await this.drop();
      throw error;
    }
  }

  /** Takes back what was written; what stood at the place stays. */
  async drop(): Promise<void> {
    await this.#last;
    await this.file.close().catch(() => {});
    await rm(this.temporary, { force: true });
  }
}
