/**
 * The kernel process's own stdout and stderr. They go to one O_APPEND file each, not to a pipe: a broken pipe must not
 * kill a kernel whose host is gone. The files are followed, and emptied behind a marker when they grow too long.
 */
import { type FileHandle, open } from "node:fs/promises";
import { RAW_FILE_BYTES, STREAM_RECORD_CHARS } from "../../preload/contract/limits";

/** How often the files are looked at, in ms. */
const POLL_MS = 250;
/** The end of the text that is kept for the kernel's last words, in UTF-16 units. */
const WORDS_CHARS = 4000;

/** Takes text that begins at byte `offset` of its file and ends before byte `next`. */
export type RawSink = (name: "stdout" | "stderr", offset: number, text: string, next: number) => void;

export interface RawOptions {
  readonly limitBytes?: number;
  readonly from?: { readonly stdout: number; readonly stderr: number } | undefined;
}

/** Both files during one life. */
export class RawOutput {
  readonly #timer: NodeJS.Timeout;
  #reading: Promise<void> = Promise.resolve();

  private constructor(
    private readonly stdout: RawFile,
    private readonly stderr: RawFile,
  ) {
    this.#timer = setInterval(() => void this.read(), POLL_MS);
  }

  /**
   * Opens both files; what is in them already belongs to earlier lives, unless `from` says where to go on.
   * @param limitBytes past this size a file is emptied
   */
  static async open(
    paths: { stdout: string; stderr: string },
    sink: RawSink,
    { limitBytes = RAW_FILE_BYTES, from }: RawOptions = {},
  ): Promise<RawOutput> {
    const make = async (name: "stdout" | "stderr") =>
      RawFile.open(paths[name], from?.[name], limitBytes, (offset, text, next) =>
        sink(name, offset, text, next),
      );
    return new RawOutput(await make("stdout"), await make("stderr"));
  }

  /** For the kernel process. */
  get descriptors(): { stdout: number; stderr: number } {
    return { stdout: this.stdout.descriptor, stderr: this.stderr.descriptor };
  }

  /** Up to where both files have been read. */
  get places(): { stdout: number; stderr: number } {
    return { stdout: this.stdout.place, stderr: this.stderr.place };
  }

  /** The last words of this life: the end of stderr, else of stdout. */
  get words(): string {
    return (this.stderr.words.trim() || this.stdout.words.trim()).slice(-WORDS_CHARS);
  }

  /** Reads what has been written until now. */
  read(): Promise<void> {
    this.#reading = this.#reading
      .then(async () => {
        await this.stdout.read();
        await this.stderr.read();
      })
      .catch((error: unknown) => console.error("the kernel's raw output cannot be read:", error));
    return this.#reading;
  }

  /** Reads the rest and closes both files. */
  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    await this.read();
    await Promise.all([this.stdout.close(), this.stderr.close()]);
  }
}

class RawFile {
  #words = "";
  readonly #buffer = Buffer.alloc(STREAM_RECORD_CHARS);

  private constructor(
    private readonly file: FileHandle,
    private offset: number,
    private readonly limitBytes: number,
    private readonly emit: (offset: number, text: string, next: number) => void,
  ) {}

  static async open(
    path: string,
    from: number | undefined,
    limitBytes: number,
    emit: (offset: number, text: string, next: number) => void,
  ): Promise<RawFile> {
    const file = await open(path, "a+", 0o600);
    const { size } = await file.stat();
    // One that is shorter than it was has been emptied since.
    const offset = from === undefined ? size : from > size ? 0 : from;
    return new RawFile(file, offset, limitBytes, emit);
  }

  get descriptor(): number {
    return this.file.fd;
  }

  get place(): number {
    return this.offset;
  }

  get words(): string {
    return this.#words;
  }

  async read(): Promise<void> {
    for (;;) {
      const { bytesRead } = await this.file.read(this.#buffer, 0, this.#buffer.length, this.offset);
      const whole = bytesRead - unfinishedBytes(this.#buffer.subarray(0, bytesRead));
      if (whole === 0) return;
      this.#take(whole);
      if (this.offset > this.limitBytes) await this.#empty();
    }
  }

  /** Reads the rest, also what ends in the middle of a character, and closes the file. */
  async close(): Promise<void> {
    await this.read();
    const { bytesRead } = await this.file.read(this.#buffer, 0, this.#buffer.length, this.offset);
    if (bytesRead > 0) this.#take(bytesRead);
    await this.file.close();
  }

  #take(bytes: number): void {
    const text = this.#buffer.toString("utf8", 0, bytes);
    this.emit(this.offset, text, this.offset + bytes);
    this.offset += bytes;
    this.#words = (this.#words + text).slice(-WORDS_CHARS);
  }

  async #empty(): Promise<void> {
    const size = this.offset;
    await this.file.truncate(0);
    this.offset = 0;
    await this.file.write(`\n[Tandem emptied this file when it had ${size} bytes]\n`);
  }
}

/** How many bytes at the end begin a UTF-8 character that is not there whole (0 to 3). */
function unfinishedBytes(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return needed > back ? back : 0;
  }
  return 0;
}
