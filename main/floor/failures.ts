/**
 * What fails where nobody waits for it, in main or in a window: it is written to the app's log, and once in a while a
 * window says where that is.
 */
import { t } from "../../preload/texts/texts";
import type { WriteLog } from "./app-log";

/** So many are written within `PERIOD_MS`; the rest is counted. */
const MOST_WRITTEN = 20;
const PERIOD_MS = 60_000;
/** The notice comes again after this, in ms. */
const QUIET_MS = 10 * 60_000;
/** Longest text of one failure in the log, in UTF-16 units. */
const MOST_CHARS = 8_000;

/** What of `process` is heeded. */
export interface FailingProcess {
  on(event: "uncaughtException" | "unhandledRejection", listener: (error: unknown) => void): unknown;
}

/** @typeParam Sender a window */
export class Failures<Sender> {
  #written = 0;
  #unwritten = 0;
  #period: NodeJS.Timeout | undefined;
  #saidAt = Number.NEGATIVE_INFINITY;
  #say: ((sentence: string, sender: Sender | undefined) => void) | undefined;
  /** It failed before anybody could say it. */
  #unsaid = false;

  /** @param file the app's log, as the user is told of it */
  constructor(
    private readonly log: WriteLog,
    private readonly file: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** From now on failures are said so. @param say shows a sentence, in the window where it failed if there is one */
  sayBy(say: (sentence: string, sender: Sender | undefined) => void): void {
    this.#say = say;
    if (this.#unsaid) this.#tell(undefined);
  }

  /** Whatever this process does not catch is reported, and the process goes on. */
  heed(process: FailingProcess): void {
    reportUnawaited = (what, error) => this.report(what, textOf(error));
    process.on("uncaughtException", (error) => this.report("main", textOf(error)));
    process.on("unhandledRejection", (error) => this.report("main, a promise", textOf(error)));
  }

  /**
   * @param where names the part that failed
   * @param text what is known of it; may have several lines
   * @param missed so many more failed there meanwhile
   */
  report(where: string, text: string, sender?: Sender, missed = 0): void {
    this.#unwritten += missed;
    this.#period ??= setTimeout(() => this.#nextPeriod(), PERIOD_MS).unref();
    if (this.#written < MOST_WRITTEN) {
      this.#written++;
      this.log(`failed in ${where}: ${plain(text)}`);
    } else this.#unwritten++;
    this.#tell(sender);
  }

  #nextPeriod(): void {
    if (this.#unwritten > 0)
      this.log(`${this.#unwritten} more failures of the last minute are not written here`);
    this.#period = undefined;
    this.#written = this.#unwritten = 0;
  }

  #tell(sender: Sender | undefined): void {
    this.#unsaid = !this.#say;
    if (!this.#say || this.now() - this.#saidAt < QUIET_MS) return;
    this.#saidAt = this.now();
    const { file } = this;
    this.#say(
      t("Something in Tandem failed and was left undone. What it was is written in {file}.", { file }),
      sender,
    );
  }
}

/** Until somebody heeds failures, and in the command line, they are said on stderr. */
let reportUnawaited = (what: string, error: unknown): void => console.error(`failed: ${what}:`, error);

/** Goes on without waiting for it; that it failed is reported. @param what is being done, in a few words */
export function unawaited(what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => reportUnawaited(what, error));
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** As it can stand in a log: bounded, without control characters, further lines moved in. */
function plain(text: string): string {
  const cut = text.length > MOST_CHARS ? `${text.slice(0, MOST_CHARS)} … (cut)` : text;
  return cut.replace(/[^\P{Cc}\n]/gu, "\u{fffd}").replaceAll("\n", "\n    ");
}
