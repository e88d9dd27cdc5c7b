/**
 * What a file held before it was written in place, kept until the new content is on disk. A copy that is found at the
 * next start is of a save that never ended.
 */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { temporaryBeside } from "../../kernel-host/door/atomic-write";
import type { Notice } from "../../preload/contract/requests";
import { t } from "../../preload/texts/texts";
import { syncFolder } from "./sync-folder";

/** A copy on disk. */
export interface SafetyCopy {
  /** The file that holds the old content. */
  readonly file: string;
  /** To be called when it is not needed any more. */
  drop(): Promise<void>;
}

/** Says whose copy lies in a folder of the store. */
const WHOSE = "path.txt";
/** Begins the name of a folder that a start of the app has told about. */
const TOLD = "told-";

/** The copies of a profile. Only the user can read them. */
export class SafetyCopies {
  constructor(private readonly folder: string) {}

  /**
   * Keeps `bytes`, which `path` holds, in the profile, or beside `path` where the profile takes nothing.
   * @throws NodeJS.ErrnoException when neither does
   */
  async keep(path: string, bytes: Uint8Array): Promise<SafetyCopy> {
    const own = join(this.folder, randomBytes(6).toString("hex"));
    try {
      await mkdir(own, { recursive: true, mode: 0o700 });
      await chmod(this.folder, 0o700);
      await writeNew(join(own, WHOSE), path);
      const file = join(own, basename(path));
      await writeNew(file, bytes);
      await syncFolder(own);
      await syncFolder(this.folder);
      return { file, drop: () => rm(own, { recursive: true, force: true }) };
    } catch {
      await rm(own, { recursive: true, force: true }).catch(() => {});
    }
    const file = temporaryBeside(path).replace(/\.tmp$/, ".before-save");
    try {
      await writeNew(file, bytes);
    } catch (error) {
      await rm(file, { force: true }).catch(() => {});
      throw error;
    }
    return { file, drop: () => rm(file, { force: true }) };
  }

  /** Tells, once, of saves that never ended and after which the file is another one than before. */
  async leftOver(): Promise<Notice[]> {
    const notices: Notice[] = [];
    const names = await readdir(this.folder).catch(() => []);
    for (const name of names.filter((each) => !each.startsWith(TOLD))) {
      const own = join(this.folder, name);
      const path = await readFile(join(own, WHOSE), "utf8").catch(() => "");
      const kept = await readFile(join(own, basename(path))).catch(() => undefined);
      const now = await readFile(path).catch(() => undefined);
      // Without a whole copy the file itself was not touched yet.
      if (!kept || now?.equals(kept)) {
        await rm(own, { recursive: true, force: true }).catch(() => {});
        continue;
      }
      const told = join(this.folder, `${TOLD}${name}`);
      const moved = await rename(own, told).then(
        () => true,
        () => false,
      );
      notices.push({
        level: "warning",
        sentence: t(
          "Tandem ended while {path} was being saved, and it may be cut. What it held before is kept in {copy}.",
          { path, copy: join(moved ? told : own, basename(path)) },
        ),
      });
    }
    return notices;
  }
}

async function writeNew(path: string, data: string | Uint8Array): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(data);
    await file.sync();
  } finally {
    await file.close();
  }
}
