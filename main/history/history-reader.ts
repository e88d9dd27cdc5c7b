/** Reads the files of the histories, and what is added to them from then on, whoever adds it. */
import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { HistoryCode, HistoryEntry, HistoryFound, HistoryQuery } from "../../preload/contract/history";
import { requestEnd } from "../../preload/contract/records";
import { HistoryIndex } from "./history-index";

const ENDING = ".jsonl";
/** Of a longer file only so much of its end is read, in bytes. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Read at once, in bytes. */
const PIECE = 4 * 1024 * 1024;
/** A longer line is no entry, in bytes. */
const LONGEST_LINE = 8 * 1024 * 1024;
const LINE_END = 10;

interface ReadFile {
  readonly inode: number;
  /** Up to where it was read: the end of a line. */
  at: number;
  /** What was passed over at its beginning. */
  readonly skipped: number;
}

export class HistoryReader {
  #index = new HistoryIndex();
  #files = new Map<string, ReadFile>();
  #broken = 0;
  #version = 0;
  #reading: Promise<void> = Promise.resolve();

  /**
   * @param folder of the files
   * @param mostBytes of a longer file only so much of its end is read
   */
  constructor(
    private readonly folder: string,
    private readonly mostBytes = MOST_BYTES,
  ) {}

  /** Looks whether there is more, then for what fits. */
  async find(query: HistoryQuery, from: number, count: number): Promise<HistoryFound> {
    await this.#refresh();
    let unread = 0;
    for (const { skipped } of this.#files.values()) unread += skipped;
    return {
      ...this.#index.find(query, from, count),
      version: this.#version,
      all: this.#index.size,
      broken: this.#broken,
      unread,
      languages: this.#index.languages,
    };
  }

  /** Whole inputs, the oldest first. */
  codes(ids: readonly number[]): HistoryCode[] {
    return this.#index.codes(ids);
  }

  /** One after another: what is read twice would stand there twice. */
  #refresh(): Promise<void> {
    const read = this.#reading.then(() => this.#read());
    this.#reading = read.catch(() => {});
    return read;
  }

  async #read(): Promise<void> {
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => name.endsWith(ENDING));
    const now = new Map<string, { readonly inode: number; readonly size: number }>();
    for (const name of names) {
      const found = await stat(join(this.folder, name)).catch(() => undefined);
      if (found?.isFile()) now.set(name, { inode: found.ino, size: found.size });
    }
    // One that was written anew, or is gone: what was read of it counts no more.
    const stale = [...this.#files].some(([name, { inode, at }]) => {
      const file = now.get(name);
      return file?.inode !== inode || file.size < at;
    });
    if (stale) {
      this.#index = new HistoryIndex();
      this.#files = new Map();
      this.#broken = 0;
      this.#version++;
    }
    for (const [name, { inode, size }] of now) {
      let file = this.#files.get(name);
      if (!file) {
        const skipped = Math.max(0, size - this.mostBytes);
        file = { inode, at: skipped, skipped };
        this.#files.set(name, file);
      }
      if (size > file.at) await this.#take(name, file, size);
    }
  }

  /** Reads up to the last line end before `size`. */
  async #take(name: string, file: ReadFile, size: number): Promise<void> {
    const language = name.slice(0, -ENDING.length);
    const opened = await open(join(this.folder, name), "r").catch(() => undefined);
    if (!opened) return;
    const { size: known } = this.#index;
    const broken = this.#broken;
    try {
      const piece = Buffer.allocUnsafe(Math.min(PIECE, size - file.at));
      /** Of a line that goes on in the next piece. */
      let begun: Buffer[] = [];
      let begunBytes = 0;
      /** In the middle of a line that is too long, or of one that was begun before what is read. */
      let passing = file.at > 0 && file.at === file.skipped ? "begun" : "";
      let place = file.at;
      while (place < size) {
        const { bytesRead } = await opened.read(piece, 0, Math.min(piece.length, size - place), place);
        if (bytesRead === 0) break;
        const bytes = piece.subarray(0, bytesRead);
        let start = 0;
        for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, start)) {
          if (passing === "long") this.#broken++;
          else if (passing === "") {
            const rest = bytes.subarray(start, end);
            const line = begunBytes > 0 ? Buffer.concat([...begun, rest]) : rest;
            this.#takeLine(language, line.toString("utf8"));
          }
          passing = "";
          begun = [];
          begunBytes = 0;
          start = end + 1;
          file.at = place + start;
        }
        if (passing === "" && start < bytesRead) {
          begun.push(Buffer.from(bytes.subarray(start)));
          begunBytes += bytesRead - start;
          if (begunBytes > LONGEST_LINE) {
            passing = "long";
            begun = [];
            begunBytes = 0;
          }
        }
        place += bytesRead;
      }
    } finally {
      await opened.close();
    }
    if (this.#index.size !== known || this.#broken !== broken) this.#version++;
  }

  #takeLine(language: string, line: string): void {
    if (line === "") return;
    try {
      const entry: unknown = JSON.parse(line);
      if (isEntry(entry)) this.#index.add(language, entry);
      else this.#broken++;
    } catch {
      this.#broken++;
    }
  }
}

const ENDS: ReadonlySet<unknown> = new Set([null, ...requestEnd.options]);

/** As the schema `historyEntry` has it, which takes four times as long: of half a million lines that is seconds. */
function isEntry(entry: unknown): entry is HistoryEntry {
  if (typeof entry !== "object" || entry === null) return false;
  const { session, time, code, outcome } = entry as Record<string, unknown>;
  return (
    typeof session === "string" &&
    session.length <= 100 &&
    typeof time === "number" &&
    typeof code === "string" &&
    ENDS.has(outcome)
  );
}
