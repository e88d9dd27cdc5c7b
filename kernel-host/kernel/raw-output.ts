/**
 * The kernel process's own stdout and stderr. They go to one O_APPEND file each, not to a pipe: a broken pipe must not
 * kill a kernel whose host is gone. The files are followed; what was read of a long one is given back to the disk.
 */
import { fstatSync, ftruncateSync, readSync, writeSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { RAW_FILE_BYTES, STREAM_RECORD_CHARS } from "../../preload/contract/limits";
import { unawaited } from "../floor/failures";
import { FileWakes } from "./file-wakes";
import { freeBeginning } from "./free-beginning";
import { type RawName, RawSift } from "./raw-sift";

/** While some of what was read waits to go on, the files are looked at so often, in ms. */
const WAITING_MS = 250;
/** The end of the text that is kept for the kernel's last words, in UTF-16 units. */
const WORDS_CHARS = 4000;

/** A file that cannot be freed from its beginning, and is never quiet, is emptied when it is so many times its limit. */
const OVER_LIMIT = 8;

/** Takes text that begins at byte `offset` of its file and ends before byte `next`. */
export type RawSink = (name: RawName, offset: number, text: string, next: number) => void;

export interface RawOptions {
  /** So much of a file that was read is given back to the disk together, in bytes. */
  readonly limitBytes?: number;
  readonly from?: { readonly stdout: number; readonly stderr: number } | undefined;
  /** Told when `places` have changed without a text. */
  readonly moved?: () => void;
  /** The present time in ms. */
  readonly now?: () => number;
  /** Gives the first bytes of a file back to the disk; resolves with whether that can be done here. */
  readonly free?: (path: string, bytes: number) => Promise<boolean>;
}

/** Both files during one life. */
export class RawOutput {
  readonly #wakes: FileWakes;
  #reading: Promise<void> = Promise.resolve();
  #told = "";

  private constructor(
    private readonly stdout: RawFile,
    private readonly stderr: RawFile,
    private readonly moved: () => void,
    paths: readonly string[],
  ) {
    this.#wakes = new FileWakes(paths, () => unawaited("reading the raw output", this.read()));
    this.#wakes.soon();
  }

  /** Opens both files; what is in them already belongs to earlier lives, unless `from` says where to go on. */
  static async open(
    paths: { stdout: string; stderr: string },
    sink: RawSink,
    {
      limitBytes = RAW_FILE_BYTES,
      from,
      moved = () => {},
      now = Date.now,
      free = freeBeginning,
    }: RawOptions = {},
  ): Promise<RawOutput> {
    const make = async (name: RawName) => {
      const emit = (offset: number, text: string, next: number) => sink(name, offset, text, next);
      return RawFile.open(paths[name], from?.[name], { limitBytes, now, free, emit });
    };
    return new RawOutput(await make("stdout"), await make("stderr"), moved, Object.values(paths));
  }

  /** For the kernel process. */
  get descriptors(): { stdout: number; stderr: number } {
    return { stdout: this.stdout.descriptor, stderr: this.stderr.descriptor };
  }

  /** Up to where both files were read and given on, or were found to be copies. */
  get places(): { stdout: number; stderr: number } {
    return { stdout: this.stdout.place, stderr: this.stderr.place };
  }

  /** The kernel sent this as stream: a copy of it in the files is not given on. */
  heard(name: RawName, text: string): void {
    (name === "stdout" ? this.stdout : this.stderr).heard(text);
  }

  /** The last words of this life: the end of stderr, else of stdout. */
  get words(): string {
    return (this.stderr.words.trim() || this.stdout.words.trim()).slice(-WORDS_CHARS);
  }

  /** The kernel has started: what it has written until now comes at once, what it writes from now on may come as stream too. */
  started(): void {
    for (const file of [this.stdout, this.stderr]) file.started();
  }

  /** Reads what has been written until now. */
  read(): Promise<void> {
    this.#reading = this.#reading
      .then(async () => {
        await this.stdout.read();
        await this.stderr.read();
        const { stdout, stderr } = this.places;
        const told = `${stdout} ${stderr}`;
        if (told !== this.#told) this.moved();
        this.#told = told;
        if (this.stdout.waits || this.stderr.waits) this.#wakes.soon(WAITING_MS);
      })
      .catch((error: unknown) => console.error("the kernel's raw output cannot be read:", error));
    return this.#reading;
  }

  /** Reads the rest and closes both files. */
  async dispose(): Promise<void> {
    this.#wakes.stop();
    await this.read();
    await Promise.all([this.stdout.close(), this.stderr.close()]);
  }
}

interface RawFileOptions extends Required<Pick<RawOptions, "limitBytes" | "now" | "free">> {
  readonly emit: (offset: number, text: string, next: number) => void;
}

class RawFile {
  #words = "";
  readonly #buffer = Buffer.alloc(STREAM_RECORD_CHARS);
  readonly #sift: RawSift;
  /** So many bytes at `offset` begin a character whose rest was not there yet. */
  #begun = 0;
  #freed = 0;
  #canFree = true;
  /** How long it was when it was looked at last. */
  #size = -1;

  private constructor(
    private readonly path: string,
    private readonly file: FileHandle,
    private offset: number,
    private readonly options: RawFileOptions,
  ) {
    this.#sift = new RawSift(offset, options.now, options.emit);
  }

  static async open(path: string, from: number | undefined, options: RawFileOptions): Promise<RawFile> {
    const file = await open(path, "a+", 0o600);
    const { size } = await file.stat();
    // One that is shorter than it was has been emptied since.
    const offset = from === undefined ? size : from > size ? 0 : from;
    return new RawFile(path, file, offset, options);
  }

  get descriptor(): number {
    return this.file.fd;
  }

  get place(): number {
    return this.#sift.settledTo;
  }

  get words(): string {
    return this.#words;
  }

  /** Whether there is more to do for it when nothing is written. */
  get waits(): boolean {
    return this.place < this.offset || this.place - this.#freed > this.options.limitBytes;
  }

  started(): void {
    const read = () => readSync(this.descriptor, this.#buffer, 0, this.#buffer.length, this.offset);
    while (!this.#sift.full && this.#takeWhole(read())) this.#sift.settle();
    this.#sift.started();
  }

  heard(text: string): void {
    this.#sift.heard(text);
  }

  async read(): Promise<void> {
    this.#sift.settle();
    while (!this.#sift.full) {
      const from = this.offset;
      const { bytesRead } = await this.file.read(this.#buffer, 0, this.#buffer.length, from);
      // Read meanwhile, by `started`.
      if (from !== this.offset) continue;
      if (!this.#takeWhole(bytesRead)) break;
      this.#sift.settle();
    }
    if (this.place - this.#freed > this.options.limitBytes) await this.#shorten();
    this.#size = fstatSync(this.descriptor).size;
  }

  /** Reads the rest, also what ends in the middle of a character, and closes the file. */
  async close(): Promise<void> {
    for (;;) {
      const { bytesRead } = await this.file.read(this.#buffer, 0, this.#buffer.length, this.offset);
      if (bytesRead === 0) break;
      if (!this.#takeWhole(bytesRead)) this.#take(bytesRead);
      if (this.#sift.full) this.#sift.settle(true);
    }
    this.#sift.settle(true);
    await this.file.close();
  }

  /**
   * Takes what was read but for a character that is not there whole; returns whether there was anything. A beginning that
   * nothing has completed goes alone: in the stream other text may stand between it and what follows.
   */
  #takeWhole(bytesRead: number): boolean {
    const unfinished = unfinishedBytes(this.#buffer.subarray(0, bytesRead));
    const broken = bytesRead > this.#begun && !isFurther(this.#buffer[this.#begun] ?? 0);
    const whole = this.#begun > 0 && broken ? this.#begun : bytesRead - unfinished;
    this.#begun = Math.min(unfinished, bytesRead - whole);
    if (whole > 0) this.#take(whole);
    return whole > 0;
  }

  #take(bytes: number): void {
    const read = this.#buffer.subarray(0, bytes);
    this.#words = (this.#words + read.toString("utf8")).slice(-WORDS_CHARS);
    this.offset += bytes;
    this.#sift.take(read);
  }

  /** Gives back what was read, and nothing else: the kernel writes on meanwhile. */
  async #shorten(): Promise<void> {
    const read = this.place;
    if (this.#canFree) this.#canFree = await this.options.free(this.path, read);
    if (this.#canFree) this.#freed = read;
    else this.#empty();
  }

  /**
   * Where a beginning cannot be freed, the file is emptied: when all is read and nothing is being written. One that is
   * never quiet is emptied in the end, and it is said that what was written in that very moment may be missing.
   */
  #empty(): void {
    const quiet = this.#isRead() && fstatSync(this.descriptor).size === this.#size;
    if (!quiet && this.place < this.options.limitBytes * OVER_LIMIT) return;
    const read = () => readSync(this.descriptor, this.#buffer, 0, this.#buffer.length, this.offset);
    while (this.#takeWhole(read())) this.#sift.settle(true);
    this.#sift.settle(true);
    const { size } = fstatSync(this.descriptor);
    if (size !== this.offset) return;
    ftruncateSync(this.descriptor, 0);
    this.offset = 0;
    this.#sift.restart();
    const missing = quiet ? "" : "; what was written in that very moment may be missing";
    writeSync(this.descriptor, `\n[Tandem emptied this file when it had ${size} bytes${missing}]\n`);
  }

  #isRead(): boolean {
    return this.place === this.offset && fstatSync(this.descriptor).size === this.offset;
  }
}

/** Whether a byte goes on with a UTF-8 character. */
function isFurther(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** How many bytes at the end begin a UTF-8 character that is not there whole (0 to 3). */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isFurther(byte)) continue;
    // 0xf5 and what is above it begin none.
    const needed = byte >= 0xf5 ? 1 : byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}
