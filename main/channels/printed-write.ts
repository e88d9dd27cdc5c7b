/** A page that is written piece by piece, and printed as PDF when it is whole. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeAtomically } from "../../kernel-host/door/atomic-write";
import { LongWrite } from "../files/long-write";
import { printPage } from "../windows/print-page";

export class PrintedWrite {
  private constructor(
    readonly path: string,
    private readonly folder: string,
    private readonly page: LongWrite,
  ) {}

  /** @param path of the PDF @throws NodeJS.ErrnoException */
  static async begin(path: string): Promise<PrintedWrite> {
    const folder = await mkdtemp(join(tmpdir(), "tandem-print-"));
    return new PrintedWrite(path, folder, await LongWrite.begin(join(folder, "page.html")));
  }

  add(text: string): Promise<void> {
    return this.page.add(text);
  }

  /** Prints it, and puts the PDF at its place. */
  async finish(): Promise<void> {
    try {
      await this.page.finish();
      await writeAtomically(this.path, await printPage(this.page.path), { mode: 0o644 });
    } finally {
      await rm(this.folder, { recursive: true, force: true });
    }
  }

  async drop(): Promise<void> {
    await this.page.drop();
    await rm(this.folder, { recursive: true, force: true });
  }
}
