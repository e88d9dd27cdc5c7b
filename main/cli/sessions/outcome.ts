/** How a request that we sent came out, and the exit code that this makes. */
import type { LogRecord, RequestEnd } from "../../../preload/contract/records";
import { EXIT } from "../terminal/exit-codes";

export interface End {
  readonly status: RequestEnd;
  /** The exception, where it ended with one. */
  readonly name?: string;
  readonly value?: string;
}

/** Waits for the end of one request among the records of its session. */
export class Outcome {
  readonly end: Promise<End>;
  #resolve: (end: End) => void = () => {};
  #error: { name: string; value: string } | undefined;

  constructor(private readonly msgId: string) {
    this.end = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  hear(records: readonly LogRecord[]): void {
    for (const record of records) {
      if (record.kind === "message" && record.msgType === "error" && record.parent === this.msgId) {
        const { ename, evalue } = record.content;
        this.#error = { name: String(ename ?? ""), value: String(evalue ?? "") };
      }
      if (record.kind === "request_end" && record.msgId === this.msgId)
        this.#resolve({ status: record.status, ...this.#error });
    }
  }
}

/** Whether the end is one by `sys.exit()`. */
export function isSystemExit({ name }: { readonly name?: string }): boolean {
  return name === "SystemExit";
}

/** The exit code of a request's end; of `sys.exit(x)` the one that Python would end with. */
export function exitCodeOf(end: End): number {
  const { status, value = "" } = end;
  if (isSystemExit(end)) {
    if (value === "" || value === "None") return EXIT.ok;
    return /^-?\d+$/.test(value) ? Number(value) & 0xff : EXIT.failed;
  }
  switch (status) {
    case "ok":
      return EXIT.ok;
    case "kernel died":
    case "restarted":
    case "ended during the gap":
    case "timeout":
      return EXIT.kernelEnded;
    default:
      return EXIT.failed;
  }
}
