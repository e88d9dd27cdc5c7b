/** One file as a table: opened as its name says, read anew when it is another one, and asked by one viewer. */
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import {
  MOST_PARTS,
  type ReadingOptions,
  type TableFileProblem,
  type TableFileState,
  type TableFileToReader,
  type TableFileToWindow,
  type TableFormat,
  tableFormatOf,
} from "../../../preload/contract/table-files";
import { TableAnswers } from "../../../preload/tables/table-answers";
import { unawaited } from "../../floor/failures";
import { exportFile } from "./export/export-file";
import { type OpenedFile, PLAIN_OPTIONS, Unreadable } from "./file/opened";
import { PlainFile, stampOf } from "./file/plain-file";
import { formats } from "./formats";
import { type Unpacked, unpacked } from "./unpacked";

/** How often it is told how far reading is, and how often it is looked whether the file is another one; in ms. */
const PROGRESS_MS = 400;
const LOOK_MS = 1500;
/** A longer file is not read anew by itself, in bytes. */
const MOST_READ_ANEW = 512 * 1024 * 1024;

interface Reading {
  readonly number: number;
  readonly abort: AbortController;
  unpacked?: Unpacked;
  opened?: OpenedFile;
  problem?: TableFileProblem;
}

export class FileReader {
  readonly #format: TableFormat;
  readonly #answers: TableAnswers;
  #reading: Reading = { number: 0, abort: new AbortController() };
  #stamp = "";
  #gone = false;
  #changed = false;
  #told = "";
  readonly #timers: NodeJS.Timeout[];

  constructor(
    private readonly path: string,
    private options: ReadingOptions,
    private readonly tell: (message: TableFileToWindow) => void,
  ) {
    this.#format = tableFormatOf(basename(path)) ?? "csv";
    this.#answers = new TableAnswers(() => {
      const { opened, number } = this.#reading;
      return { table: opened?.table, version: String(number), whole: opened?.whole ?? Promise.resolve() };
    }, exportFile);
    this.#timers = [
      setInterval(() => this.#say(), PROGRESS_MS),
      setInterval(() => unawaited("looking at a file of a table", this.#look()), LOOK_MS),
    ];
    unawaited("reading a file of a table", this.#read());
  }

  async take(message: TableFileToReader): Promise<void> {
    if (message.type === "read") {
      this.options = message.options;
      await this.#read();
      return;
    }
    const { id, question } = message;
    if (question.op === "open" && this.#changed) await this.#read();
    if (question.op === "open") await this.#ready;
    if (question.op === "open" && question.slice) this.#reading.opened?.slice?.(question.slice);
    this.tell({ type: "answer", id, answer: await this.#answers.answer(question) });
  }

  async close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    await this.#end(this.#reading);
  }

  /** Settled when the file is open, or cannot be opened. */
  #ready: Promise<void> = Promise.resolve();

  #read(): Promise<void> {
    const before = this.#reading;
    const reading: Reading = { number: before.number + 1, abort: new AbortController() };
    this.#reading = reading;
    this.#changed = false;
    this.#answers.cancel();
    this.#ready = this.#end(before).then(() => this.#open(reading));
    return this.#ready;
  }

  async #open(reading: Reading): Promise<void> {
    const { signal } = reading.abort;
    try {
      this.#stamp = await this.#stampNow();
      const text = this.#format === "csv" || this.#format === "jsonl";
      const file = text ? await unpacked(this.path, this.options.encoding, signal) : await asItIs(this.path);
      reading.unpacked = file;
      if (file.file.size === 0) throw new Unreadable("empty");
      const options = file.encoding === null ? this.options : { ...this.options, encoding: "utf8" as const };
      const opened = await formats[this.#format](file.file, options, signal);
      if (file.encoding !== null) Object.assign(opened.options, { encoding: file.encoding });
      reading.opened = opened;
      opened.whole.then(
        () => this.#say(),
        (error: unknown) => this.#failed(reading, error),
      );
    } catch (error) {
      this.#failed(reading, error);
    }
    if (signal.aborted) await this.#end(reading);
    this.#say();
  }

  #failed(reading: Reading, error: unknown): void {
    if (reading.abort.signal.aborted) return;
    reading.problem = problemOf(error);
    if (reading.problem === "other" || reading.problem === "format")
      console.error(error instanceof Unreadable ? error.cause : error);
    this.#say();
  }

  async #end(reading: Reading): Promise<void> {
    reading.abort.abort();
    reading.opened?.close();
    const { unpacked: file } = reading;
    delete reading.unpacked;
    await file?.close().catch(() => {});
  }

  async #stampNow(): Promise<string> {
    return stampOf(await stat(this.path, { bigint: true }));
  }

  /** Whether the file is another one: read anew once nobody writes it. */
  async #look(): Promise<void> {
    const stamp = await this.#stampNow().catch(() => undefined);
    const wasGone = this.#gone;
    this.#gone = stamp === undefined;
    // Before it was read for the first time there is nothing that it could be other than.
    if (stamp !== undefined && this.#stamp !== "" && stamp !== this.#stamp) {
      const writing = this.#seen !== stamp;
      this.#seen = stamp;
      const size = Number(stamp.split("-")[1]);
      if (writing || size > MOST_READ_ANEW) this.#changed = true;
      else await this.#read();
    }
    if (wasGone !== this.#gone || this.#changed) this.#say();
  }
  #seen = "";

  #say(): void {
    const { number, opened, problem = null } = this.#reading;
    const rows = opened?.table.rows ?? 0;
    const state: TableFileState = {
      type: "state",
      revision: `${number}.${rows}.${opened === undefined ? "opening" : opened.done < 1 ? "reading" : "whole"}`,
      format: this.#format,
      options: opened?.options ?? PLAIN_OPTIONS,
      remarks: opened?.remarks ?? false,
      parts: (opened?.parts ?? []).slice(0, MOST_PARTS),
      rows,
      done: Math.min(1, opened?.done ?? 0),
      gone: this.#gone,
      changed: this.#changed,
      problem,
    };
    const text = JSON.stringify(state);
    if (text === this.#told) return;
    this.#told = text;
    this.tell(state);
  }
}

async function asItIs(path: string): Promise<Unpacked> {
  const file = await PlainFile.open(path);
  return { file, encoding: null, close: () => file.close() };
}

function problemOf(error: unknown): TableFileProblem {
  if (error instanceof Unreadable) return error.problem;
  switch ((error as NodeJS.ErrnoException | undefined)?.code) {
    case "ENOENT":
      return "gone";
    case "EACCES":
    case "EPERM":
      return "permission";
    case "EISDIR":
      return "format";
    default:
      return "other";
  }
}
