/** What fails in this window where nobody waits for it goes to the app's log; main says so, once in a while. */
import { MOST_FAILURE_CHARS } from "../../preload/contract/limits";
import type { RequestInput } from "../../preload/contract/requests";

type Report = RequestInput<"app.reportFailure">;

/** Reports one failure after the other; those that come while one is on its way are counted. */
export class FailureReports {
  #sending = false;
  #missed = 0;

  constructor(private readonly send: (report: Report) => Promise<unknown>) {}

  /** @param where names what failed, in a few words */
  report(where: string, error: unknown): void {
    if (isNone(error)) return;
    if (this.#sending) {
      this.#missed++;
      return;
    }
    this.#sending = true;
    const missed = this.#missed;
    this.#missed = 0;
    const text = textOf(error).slice(0, MOST_FAILURE_CHARS);
    this.send({ where: where.slice(0, 200), text, missed })
      // Where main cannot be told either there is only the console.
      .catch((unsent: unknown) => console.error("a failure could not be reported:", unsent))
      .finally(() => {
        this.#sending = false;
      });
  }
}

let reports: FailureReports | undefined;

/** From now on failures of this page go to the app's log by `send`. */
export function sendFailuresBy(send: (report: Report) => Promise<unknown>): void {
  reports = new FailureReports(send);
}

/** Reports something that failed and that nobody can be told of where it happened. */
export function reportFailure(where: string, error: unknown): void {
  if (reports) reports.report(where, error);
  else console.error(`failed: ${where}:`, error);
}

/** Goes on without waiting for it; that it failed is reported. @param what is being done, in a few words */
export function unawaited(what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => reportFailure(what, error));
}

/** Reports from now on all that nothing in this page catches. */
export function heedFailures(page: EventTarget, report: typeof reportFailure = reportFailure): void {
  page.addEventListener("error", (event) => {
    const { error, message, filename, lineno } = event as ErrorEvent;
    report("a window", error ?? `${message} (${filename}:${lineno})`);
  });
  page.addEventListener("unhandledrejection", (event) =>
    report("a window, a promise", (event as PromiseRejectionEvent).reason),
  );
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const text = `${error.name}: ${error.message}`;
  return error.stack?.includes(error.message) ? error.stack : `${text}\n${error.stack ?? ""}`;
}

/** What looks like a failure and is none: work of Monaco's that was cancelled, sizes that settle one picture later. */
function isNone(error: unknown): boolean {
  if (error instanceof Error) return error.name === "Canceled";
  return typeof error === "string" && error.startsWith("ResizeObserver loop ");
}
