/** How a request that we sent came out, and the exit code that this makes. */
import type { KernelExit } from "../../../preload/contract/kernel-state";
import type { LogRecord, LogRecordOf, RequestEnd } from "../../../preload/contract/records";
import { EXIT } from "../terminal/exit-codes";

export interface End {
  readonly status: RequestEnd;
  /** The exception, where it ended with one. */
  readonly name?: string;
  readonly value?: string;
  /** How the kernel ended, where the code ended it; null: not known. */
  readonly exit?: KernelExit | null;
}

/** What a built-in kernel calls the end of a request that its own end has cut off. */
const KERNEL_ENDED = "KernelEnded";
/** What may follow the end of a kernel's process, or stand for it. */
const OVER = new Set(["died", "start failed", "shut down", "restarting", "starting"]);

/** Waits for the end of one request among the records of its session, and of its kernel where it took that with it. */
export class Outcome {
  readonly end: Promise<End>;
  #resolve: (end: End) => void = () => {};
  #error: { name: string; value: string } | undefined;
  /** The request has ended, and the kernel is about to. */
  #ending: End | undefined;

  constructor(private readonly msgId: string) {
    this.end = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  /** Whether the request's end was the kernel's. */
  get endedKernel(): boolean {
    return this.#ending !== undefined;
  }

  hear(records: readonly LogRecord[]): void {
    for (const record of records) {
      if (record.kind === "message" && record.msgType === "error" && record.parent === this.msgId) {
        const { ename, evalue } = record.content;
        this.#error = { name: String(ename ?? ""), value: String(evalue ?? "") };
      }
      if (record.kind === "request_end" && record.msgId === this.msgId) {
        const end = { status: record.status, ...this.#error };
        if (endsKernel(end, record.payload)) this.#ending = end;
        else this.#resolve(end);
      }
      if (this.#ending && record.kind === "life" && OVER.has(record.event))
        this.#resolve({ ...this.#ending, exit: record.exit ?? null });
    }
  }
}

function endsKernel({ status, name }: End, payload: LogRecordOf<"request_end">["payload"] = []): boolean {
  if (status === "kernel died" || name === KERNEL_ENDED) return true;
  // As the host understands it (execute-message.ts).
  return (
    status === "ok" && payload.some(({ source, keepkernel }) => source === "ask_exit" && keepkernel !== true)
  );
}

/** Whether it only says that its kernel has ended. */
export function isKernelEnded({ name }: { readonly name?: string }): boolean {
  return name === KERNEL_ENDED;
}

/** Whether the end is one by `sys.exit()`. */
export function isSystemExit({ name }: { readonly name?: string }): boolean {
  return name === "SystemExit";
}

/** The exit code of a request's end; where the code ended itself or the kernel, the one that it chose. */
export function exitCodeOf(end: End): number {
  const { status, value = "", exit } = end;
  if (exit) return exit.signal === null && exit.code !== null ? exit.code & 0xff : EXIT.kernelEnded;
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
