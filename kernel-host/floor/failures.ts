/**
 * What fails in the host where nobody waits for it: it stands in the host's own log, and whoever looks at the session is
 * told once in a while that something may be missing.
 */

/** So many are written within `PERIOD_MS`; the rest is counted. */
const MOST_WRITTEN = 20;
const PERIOD_MS = 60_000;

export class Failures {
  #written = 0;
  #unwritten = 0;
  #periodEnds = Number.NEGATIVE_INFINITY;
  #tell: (() => void) | undefined;
  /** It failed before anybody could be told. */
  #untold = false;

  /** @param write takes a line for the host's own log @param now in ms */
  constructor(
    private readonly write: (line: string) => void,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** From now on somebody is told, once in a period. */
  tellBy(tell: () => void): void {
    this.#tell = tell;
    if (!this.#untold) return;
    this.#untold = false;
    this.#say();
  }

  /** @param what was being done, in a few words */
  report(what: string, error: unknown): void {
    const begins = this.now() >= this.#periodEnds;
    if (begins) {
      if (this.#unwritten > 0) this.write(`${this.#unwritten} more failures are not written here`);
      this.#periodEnds = this.now() + PERIOD_MS;
      this.#written = this.#unwritten = 0;
    }
    if (this.#written < MOST_WRITTEN) {
      this.#written++;
      this.write(`failed: ${what}: ${textOf(error)}`);
    } else this.#unwritten++;
    if (!this.#tell) this.#untold = true;
    else if (begins) this.#say();
  }

  #say(): void {
    try {
      this.#tell?.();
    } catch (error) {
      this.write(`failed: telling that something failed: ${textOf(error)}`);
    }
  }
}

const failures = new Failures((line) => console.error(line));

/** Reports something that failed in this process. */
export function reportFailure(what: string, error: unknown): void {
  failures.report(what, error);
}

/** From now on this process's failures are told to somebody, once in a minute at most. */
export function tellFailuresBy(tell: () => void): void {
  failures.tellBy(tell);
}

/** Goes on without waiting for it; that it failed is reported. @param what is being done, in a few words */
export function unawaited(what: string, work: Promise<unknown>): void {
  work.catch((error: unknown) => failures.report(what, error));
}

function textOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
