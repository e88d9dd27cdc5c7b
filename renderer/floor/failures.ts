/** What fails in this window where nobody waits for it goes to the app's log; main says so, once in a while. */
import { MOST_FAILURE_CHARS } from "../../preload/contract/limits";
import type { RequestInput } from "../../preload/contract/requests";
import { tandem } from "./bridge";

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

const reports = new FailureReports((report) => tandem.request("app.reportFailure", report));

/** Reports something that failed and that nobody can be told of where it happened. */
export function reportFailure(where: string, error: unknown): void {
  reports.report(where, error);
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
