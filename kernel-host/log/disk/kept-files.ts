/**
 * Files beside the log, in the folder `kept/` of its segments, for what is too large for a record. Their names begin
 * with epoch and number of the record, which nothing else ever has.
 */

import { constants } from "node:buffer";
import { readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { KEPT_FILES_BYTES } from "../../../preload/contract/limits";
import type { KeptFile } from "../../../preload/contract/records";
import { reasonOf } from "./disk-reason";
import { prepareFolder } from "./segment-folder";

/** Name of the folder within that of the segments. */
export const KEPT_FOLDER = "kept";

/** Extensions of the types that come as base64, and of those that do not say theirs. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  "application/javascript": "js",
  "image/jpeg": "jpg",
  "image/svg+xml": "svg",
  "text/html": "html",
  "text/latex": "tex",
  "text/markdown": "md",
  "text/plain": "txt",
};
/** Types that are text in a bundle; every other string is base64 (Jupyter messaging, display_data). */
const TEXT_TYPE = /^text\/|json$|xml$|javascript$/;
const BASE64 = /^[A-Za-z0-9+/\s]*(?:={1,2}\s*)?$/;

/** What is to be kept: bytes as they are, or a value of a message. */
export type Keepable =
  | { readonly what: string; readonly extension: string; readonly bytes: Uint8Array }
  | { readonly what: string; readonly value: unknown };

export class KeptFiles {
  /**
   * @param folder of the segments
   * @param mostBytes that all files may take together; beyond it the oldest are removed
   */
  constructor(
    private readonly folder: string,
    private readonly session: string,
    private readonly epoch: number,
    private readonly mostBytes = KEPT_FILES_BYTES,
  ) {}

  /** Keeps what belongs to record `seq`, as its file number `index`. One that cannot be written is told as lost. */
  keep(seq: number, index: number, kept: Keepable): KeptFile {
    const { what } = kept;
    let bytes = 0;
    try {
      const { content, extension } = "bytes" in kept ? { content: kept.bytes, ...kept } : contentOf(kept);
      bytes = content.length;
      const file = `${this.epoch}-${seq}-${index}.${extension}`;
      this.#write(file, content);
      return { session: this.session, file, what, bytes };
    } catch (error) {
      if (error instanceof RangeError && /call stack/.test(error.message)) throw error;
      const problem =
        error instanceof RangeError
          ? "it is larger than any text can be"
          : reasonOf(error as NodeJS.ErrnoException, this.folder);
      return { session: this.session, file: null, what, bytes, problem };
    }
  }

  /** Removes what belongs to records up to `seq`, which are gone. */
  trim(seq: number): void {
    for (const { name, seq: of } of this.#files()) if (of <= seq) this.#remove(name);
  }

  #write(name: string, content: Uint8Array): void {
    const folder = path.join(this.folder, KEPT_FOLDER);
    prepareFolder(this.folder);
    prepareFolder(folder);
    const file = path.join(folder, name);
    try {
      writeFileSync(file, content, { mode: 0o600 });
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
    let total = 0;
    for (const { name: one, bytes } of this.#files().toReversed()) {
      total += bytes;
      if (total > this.mostBytes && one !== name) this.#remove(one);
    }
  }

  /** Those that are there, oldest first. */
  #files(): { name: string; seq: number; bytes: number }[] {
    const folder = path.join(this.folder, KEPT_FOLDER);
    let names: string[];
    try {
      names = readdirSync(folder);
    } catch {
      return [];
    }
    return names
      .flatMap((name) => {
        const [, epoch, seq] = /^(\d+)-(\d+)-\d+\.\w+$/.exec(name) ?? [];
        const bytes = statSync(path.join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
        return epoch === undefined ? [] : [{ name, epoch: Number(epoch), seq: Number(seq), bytes }];
      })
      .toSorted((a, b) => a.epoch - b.epoch || a.seq - b.seq);
  }

  #remove(name: string): void {
    rmSync(path.join(this.folder, KEPT_FOLDER, name), { force: true });
  }
}

/** A value of a message as the file that its reader expects. @throws RangeError when it is too large to be written out */
function contentOf({ what, value }: { what: string; value: unknown }): {
  content: Uint8Array;
  extension: string;
} {
  const [, own = "json"] = /^\w+\/(?:[\w.-]+\+)?([a-z0-9]{1,8})$/.exec(what) ?? [];
  const text = stringOf(value);
  if (text === undefined) return { content: Buffer.from(JSON.stringify(value)), extension: "json" };
  const extension = what.includes("/") ? (EXTENSIONS[what] ?? own) : "txt";
  const binary = what.includes("/") && !TEXT_TYPE.test(what) && BASE64.test(text);
  return { content: Buffer.from(text, binary ? "base64" : "utf8"), extension };
}

/** A text, or the lines of one; undefined when it is neither. */
function stringOf(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!Array.isArray(value) || !value.every((line) => typeof line === "string")) return undefined;
  const length = value.reduce((sum: number, line: string) => sum + line.length, 0);
  return length > constants.MAX_STRING_LENGTH ? undefined : value.join("");
}
