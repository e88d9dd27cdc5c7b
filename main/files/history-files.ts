/**
 * The history of inputs, one append-only file of JSON lines for each language, readable by the user only. Lines are
 * only ever added, in one write each time, so that two processes may share a file.
 */
import { chmod, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { PRIVATE_FILE, writeAtomically } from "../../kernel-host/door/atomic-write";
import { type HistoryEntry, historyEntry } from "../../preload/contract/history";

/** Of a longer file only so much of its end is read, in bytes. */
const MOST_BYTES = 16 * 1024 * 1024;
/** A file that has grown so long, in bytes, is written anew with its second half: what the tool "History" reads of it. */
const LONG_BYTES = 256 * 1024 * 1024;

/** So many inputs that were added are known, for windows that tell of them too. */
const MOST_TOLD = 500;

export class HistoryFiles {
  /** The newest that were added. */
  readonly #told = new Set<string>();
  /** Writes follow each other. */
  #writing: Promise<unknown> = Promise.resolve();

  /** @param longBytes a file that has grown so long is written anew with its second half */
  constructor(
    private readonly folder: string,
    private readonly longBytes = LONG_BYTES,
  ) {}

  /** The last `n` inputs of a language, oldest first. What cannot be read is as good as not there. */
  async read(language: string, n: number): Promise<HistoryEntry[]> {
    await this.#writing;
    const lines = (await this.#end(language)).split("\n");
    const entries: HistoryEntry[] = [];
    for (let i = lines.length - 1; i >= 0 && entries.length < n; i--) {
      const entry = parseLine(lines[i] as string);
      if (entry) entries.push(entry);
    }
    return entries.reverse();
  }

  /** @throws NodeJS.ErrnoException when it cannot be written */
  append(language: string, all: readonly HistoryEntry[]): Promise<void> {
    const write = async () => {
      const entries = all.filter((entry) => this.#isNew(language, entry));
      if (entries.length === 0) return;
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      let isLong = false;
      const file = await open(this.#file(language), "a+", 0o600);
      try {
        await chmod(this.#file(language), 0o600);
        const { size } = await file.stat();
        const last = Buffer.alloc(1);
        if (size > 0) await file.read(last, 0, 1, size - 1);
        // What was cut off by a crash stays a line of its own.
        const start = size > 0 && last.toString() !== "\n" ? "\n" : "";
        await file.appendFile(`${start}${entries.map((entry) => JSON.stringify(entry)).join("\n")}\n`);
        isLong = size > this.longBytes;
      } finally {
        await file.close();
      }
      // Not while it is open: Windows renames nothing over what is.
      if (isLong) await this.#shorten(language);
    };
    const written = this.#writing.then(write, write);
    this.#writing = written.catch(() => {});
    return written;
  }

  /** Another process that adds a line just now may lose it: that is an input less in a history of thousands. */
  async #shorten(language: string): Promise<void> {
    const end = await this.#end(language, this.longBytes / 2);
    await writeAtomically(this.#file(language), end.slice(end.indexOf("\n") + 1), { mode: PRIVATE_FILE });
  }

  /** Several windows that show a session tell of the same input. */
  #isNew(language: string, { session, time, code }: HistoryEntry): boolean {
    if (time === 0) return true;
    const key = JSON.stringify([language.toLowerCase(), session, time, code]);
    if (this.#told.has(key)) return false;
    this.#told.add(key);
    const [oldest] = this.#told;
    if (this.#told.size > MOST_TOLD && oldest !== undefined) this.#told.delete(oldest);
    return true;
  }

  async #end(language: string, most = MOST_BYTES): Promise<string> {
    const file = await open(this.#file(language), "r").catch(() => undefined);
    if (!file) return "";
    try {
      const { size } = await file.stat();
      const length = Math.min(size, most);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, size - length);
      return buffer.toString("utf8", 0, bytesRead);
    } catch {
      return "";
    } finally {
      await file.close();
    }
  }

  #file(language: string): string {
    return historyFile(this.folder, language);
  }
}

/** Where the history of a language is kept, within the folder of histories. */
export function historyFile(folder: string, language: string): string {
  return join(folder, `${language.toLowerCase().replace(/[^a-z0-9+#-]/g, "_")}.jsonl`);
}

function parseLine(line: string): HistoryEntry | undefined {
  if (line === "") return undefined;
  try {
    return v.parse(historyEntry, JSON.parse(line));
  } catch {
    return undefined;
  }
}
