/** Unsaved text of a profile's open files, kept against a crash: one file each, only the user can read them. */

import { chmod, mkdir, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { writeAtomically } from "../../kernel-host/door/atomic-write";
import { type Backup, backup } from "../../preload/contract/files";
import type { Notice } from "../../preload/contract/requests";
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
        backups.push(v.parse(backup, JSON.parse(await readFile(file, "utf8"))));
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
  write(document: Backup): Promise<void> {
    return this.#inTurn(document.id, async () => {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await chmod(this.folder, 0o700);
      await writeAtomically(this.#file(document.id), JSON.stringify(document), { mode: 0o600 });
    });
  }

  /** The text was saved, or is not wanted any more. */
  drop(id: string): Promise<void> {
    return this.#inTurn(id, () => rm(this.#file(id), { force: true }));
  }

  #file(id: string): string {
    // Ids are checked by the contract, but ".." passes there.
    return join(this.folder, `document-${id}.json`);
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
