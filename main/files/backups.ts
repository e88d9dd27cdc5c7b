/** Unsaved text of a profile's open files, kept against a crash: one file each, only the user can read them. */

import { chmod, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { writeAtomically } from "../../kernel-host/door/atomic-write";
import { type Backup, type WrittenBackup, writtenBackup } from "../../preload/contract/files";
import type { Notice } from "../../preload/contract/requests";
import { joinedParts } from "../../preload/notebook/notebook-file";
import { t } from "../../preload/texts/texts";

export class Backups {
  /** Writes and removals of one document follow each other. */
  readonly #running = new Map<string, Promise<void>>();

  constructor(private readonly folder: string) {}

  /** Everything that was backed up. A file that cannot be understood is set aside and named. */
  async readAll(): Promise<{ backups: Backup[]; notices: Notice[] }> {
    const backups: Backup[] = [];
    const notices: Notice[] = [];
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names.filter((each) => each.endsWith(".json")).sort()) {
      const file = join(this.folder, name);
      try {
        const { pieces, ...read } = v.parse(writtenBackup, JSON.parse(await readFile(file, "utf8")));
        const base = pieces && (await readFile(this.#baseFile(read.id, pieces.base), "utf8"));
        backups.push(base === undefined ? read : { ...read, text: joinedParts(base, pieces?.parts ?? []) });
      } catch {
        await rename(file, `${file}.corrupt`).catch(() => {});
        notices.push({
          level: "warning",
          sentence: t("A backup of unsaved text could not be understood. It is kept as {file}.corrupt.", {
            file,
          }),
        });
      }
    }
    return { backups, notices };
  }

  /** @throws Error when it cannot be written. */
  write({ pieces, ...document }: WrittenBackup): Promise<void> {
    const { id } = document;
    return this.#inTurn(id, async () => {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await chmod(this.folder, 0o700);
      if (pieces?.baseText !== undefined)
        await writeAtomically(this.#baseFile(id, pieces.base), pieces.baseText, { mode: 0o600 });
      const { baseText: _once, ...kept } = pieces ?? {};
      const written = pieces ? { ...document, pieces: kept } : document;
      await writeAtomically(this.#file(id), JSON.stringify(written), { mode: 0o600 });
      // What an earlier backup was made of is not needed once this one stands.
      if (!pieces || pieces.baseText !== undefined) await this.#dropBases(id, pieces?.base);
    });
  }

  async #dropBases(id: string, except?: string): Promise<void> {
    const begin = `document-${id}.base-`;
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => name.startsWith(begin));
    for (const name of names)
      if (name !== `${begin}${except}`) await rm(join(this.folder, name), { force: true });
  }

  /** The text was saved, or is not wanted any more. */
  drop(id: string): Promise<void> {
    return this.#inTurn(id, async () => {
      await rm(this.#file(id), { force: true });
      await this.#dropBases(id);
    });
  }

  #file(id: string): string {
    // Ids are checked by the contract, but ".." passes there.
    return join(this.folder, `document-${id}.json`);
  }

  #baseFile(id: string, base: string): string {
    return join(this.folder, `document-${id}.base-${base}`);
  }

  #inTurn(id: string, job: () => Promise<void>): Promise<void> {
    const done = (this.#running.get(id) ?? Promise.resolve()).then(job, job);
    this.#running.set(id, done);
    void done
      .catch(() => {})
      .then(() => {
        if (this.#running.get(id) === done) this.#running.delete(id);
      });
    return done;
  }
}
