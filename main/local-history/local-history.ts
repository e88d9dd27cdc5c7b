/**
 * Earlier texts of files, in the profile, for the user alone: a folder for each file, and in it a compressed file for each
 * version, whose name says all about it, so that there is no list that could break. Bounded by number, bytes and age.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { PRIVATE_FILE, writeAtomically } from "../../kernel-host/door/atomic-write";
import { type FileVersion, MOST_KEPT_CHARS, type VersionReason } from "../../preload/contract/local-history";
import { t } from "../../preload/texts/texts";
import { UserError } from "../floor/user-error";

const compress = promisify(gzip);
const decompress = promisify(gunzip);

export interface HistoryLimits {
  /** Versions of one file; the oldest go first. */
  readonly versions: number;
  /** Compressed bytes of all files together; of the oldest versions of all files the first go. */
  readonly bytes: number;
  /** In ms. */
  readonly age: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;
export const HISTORY_LIMITS: HistoryLimits = { versions: 100, bytes: 500 * 1024 * 1024, age: 90 * DAY_MS };

/** After so many kept versions all is looked through for what is too old or too much. */
const LOOK_AFTER = 200;

/** Says whose versions lie in a folder. */
const WHOSE = "path.txt";
const NAME = /^((\d{12,16})-(save|run|before)-([0-9a-f]{16}))\.gz$/;

interface Kept extends FileVersion {
  readonly digest: string;
}

const digestOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** The versions of a profile. */
export class LocalHistory {
  /** Of each file's folder the last thing to be done: one after the other. */
  readonly #turns = new Map<string, Promise<unknown>>();
  #sinceLook = LOOK_AFTER;

  constructor(
    private readonly folder: string,
    private readonly limits: HistoryLimits = HISTORY_LIMITS,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Keeps a text, unless the newest version is the same one. False where nothing was added.
   * @throws NodeJS.ErrnoException where the profile takes nothing
   */
  async keep(path: string, text: string, reason: VersionReason): Promise<boolean> {
    if (text.length > MOST_KEPT_CHARS) return false;
    const added = await this.#inTurn(this.#folderOf(path), async (own) => {
      const [newest] = await versionsIn(own);
      const digest = digestOf(text);
      if (newest?.digest === digest) return false;
      if (!newest) {
        await mkdir(own, { recursive: true, mode: 0o700 });
        await writeAtomically(join(own, WHOSE), path, { mode: PRIVATE_FILE, sync: false });
      }
      // Two within a millisecond keep their order.
      const time = Math.max(this.now(), (newest?.time ?? 0) + 1);
      const name = `${time}-${reason}-${digest}.gz`;
      await writeAtomically(join(own, name), await compress(text), { mode: PRIVATE_FILE, sync: false });
      for (const { id } of (await versionsIn(own)).slice(this.limits.versions))
        await rm(join(own, `${id}.gz`), { force: true });
      return true;
    });
    if (added && ++this.#sinceLook > LOOK_AFTER) {
      this.#sinceLook = 0;
      await this.prune();
    }
    return added;
  }

  /** The versions of a file, newest first; none where nothing can be read. */
  async list(path: string): Promise<FileVersion[]> {
    return (await versionsIn(this.#folderOf(path))).map(({ id, time, reason }) => ({ id, time, reason }));
  }

  /** @throws UserError where it is gone, or not what it was */
  async read(path: string, id: string): Promise<string> {
    const [, digest = ""] = /-([0-9a-f]{16})$/.exec(id) ?? [];
    try {
      const bytes = await readFile(join(this.#folderOf(path), `${id}.gz`));
      const text = (await decompress(bytes, { maxOutputLength: 4 * MOST_KEPT_CHARS })).toString("utf8");
      if (digestOf(text) === digest) return text;
    } catch {
      // Said below.
    }
    throw new UserError(t("This version is not there any more, or its file in the profile is damaged."));
  }

  /** Deletes all versions of a file. */
  async forget(path: string): Promise<void> {
    await this.#inTurn(this.#folderOf(path), (own) => rm(own, { recursive: true, force: true }));
  }

  /** A file has another name: its versions go with it, unless that name has some of its own. */
  async moved(from: string, to: string): Promise<void> {
    const next = this.#folderOf(to);
    await this.#inTurn(this.#folderOf(from), async (own) => {
      if ((await versionsIn(own)).length === 0 || (await versionsIn(next)).length > 0) return;
      await rename(own, next);
      await writeAtomically(join(next, WHOSE), to, { mode: PRIVATE_FILE, sync: false });
    });
  }

  /** Takes away what is too old, and the oldest of what is too much. Never rejects for what cannot be read. */
  async prune(): Promise<void> {
    const all: { file: string; own: string; time: number; bytes: number }[] = [];
    for (const name of await readdir(this.folder).catch(() => [])) {
      const own = join(this.folder, name);
      for (const { id, time } of await versionsIn(own)) {
        const file = join(own, `${id}.gz`);
        const found = await stat(file).catch(() => undefined);
        if (found) all.push({ file, own, time, bytes: found.size });
      }
    }
    all.sort((a, b) => b.time - a.time);
    const oldest = this.now() - this.limits.age;
    let bytes = 0;
    const touched = new Set<string>();
    for (const each of all) {
      bytes += each.bytes;
      if (each.time >= oldest && bytes <= this.limits.bytes) continue;
      await rm(each.file, { force: true }).catch(() => {});
      touched.add(each.own);
    }
    for (const own of touched)
      await this.#inTurn(own, async () => {
        if ((await versionsIn(own)).length === 0) await rm(own, { recursive: true, force: true });
      }).catch(() => {});
  }

  #folderOf(path: string): string {
    return join(this.folder, createHash("sha256").update(path).digest("hex").slice(0, 32));
  }

  #inTurn<T>(own: string, job: (own: string) => Promise<T>): Promise<T> {
    const run = () => job(own);
    const done = (this.#turns.get(own) ?? Promise.resolve()).then(run, run);
    const forget = () => {
      if (this.#turns.get(own) === settled) this.#turns.delete(own);
    };
    const settled: Promise<void> = done.then(forget, forget);
    this.#turns.set(own, settled);
    return done;
  }
}

/** Newest first. */
async function versionsIn(own: string): Promise<Kept[]> {
  const names = await readdir(own).catch(() => []);
  return names
    .flatMap((name): Kept[] => {
      const [, id, time, reason, digest] = NAME.exec(name) ?? [];
      if (!id || !digest) return [];
      return [{ id, time: Number(time), reason: reason as VersionReason, digest }];
    })
    .sort((a, b) => b.time - a.time);
}
