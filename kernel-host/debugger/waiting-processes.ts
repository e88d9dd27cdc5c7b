/**
 * Processes that the debugged code has started, and that wait for a debugger of their own before they run: debugpy's adapter
 * tells of each by its event `debugpyAttach`. A client takes one and attaches to it as a session of its own; one that
 * nobody takes in time is let go, so that no computation waits for a window that is not there.
 */
import type * as v from "valibot";
import { MOST_PROCESSES, type RanPiece, type WaitingProcess } from "../../preload/contract/debugging";
import type { Clock } from "../floor/clock";
import { unawaited } from "../floor/failures";
import type { Pieces } from "./code-pieces";
import { DapError } from "./dap-client";
import type { attachBody } from "./dap-messages";
import { DebugAdapter } from "./debug-adapter";

/** A window that shows the session takes it at once. In ms. */
const TAKEN_MS = 10_000;
const LEAVE_MS = 5_000;

export interface WaitingProcessesOptions {
  readonly clock: Clock;
  readonly changed: () => void;
  readonly pieces: Pieces;
  /** A sentence for the user. */
  readonly say: (sentence: string) => void;
}

export class WaitingProcesses {
  readonly #waiting = new Map<number, { readonly address: string; readonly cancel: () => void }>();
  /** Those that were taken, as long as they live, and where they wait. */
  readonly #taken = new Map<number, string>();

  constructor(private readonly options: WaitingProcessesOptions) {}

  get list(): readonly WaitingProcess[] {
    return [...this.#waiting].map(([process, { address }]) => ({ process, address }));
  }

  /** One has come. */
  heard({ subProcessId: process, connect: { host, port } }: v.InferOutput<typeof attachBody>): void {
    if (this.#waiting.has(process)) return;
    for (const taken of this.#taken.keys()) if (!lives(taken)) this.#taken.delete(taken);
    const address = `${host}:${port}`;
    if (this.#waiting.size + this.#taken.size >= MOST_PROCESSES) {
      this.options.say(
        `Process ${process} runs without the debugger: ${MOST_PROCESSES} processes are being debugged already.`,
      );
      this.#letGo(process, host, port);
      return;
    }
    const cancel = this.options.clock.after(TAKEN_MS, () => {
      this.options.say(`Process ${process} runs without the debugger: no window has taken it.`);
      this.release(process);
    });
    this.#waiting.set(process, { address, cancel });
    this.options.changed();
  }

  /**
   * It is a client's now: the first that asks.
   * @returns what it has of the kernel that has started it
   * @throws DapError when it does not wait any more
   */
  take(process: number): RanPiece[] {
    const one = this.#waiting.get(process);
    if (!one) throw new DapError("Another window has it already.");
    one.cancel();
    this.#waiting.delete(process);
    this.#taken.set(process, one.address);
    this.options.changed();
    return this.options.pieces.named();
  }

  /** It runs on without a debugger: nobody has taken it, or who has could not attach to it. */
  release(process: number): void {
    const waiting = this.#waiting.get(process);
    const address = waiting?.address ?? this.#taken.get(process);
    if (address === undefined) return;
    waiting?.cancel();
    this.#waiting.delete(process);
    this.#taken.delete(process);
    const at = address.lastIndexOf(":");
    this.#letGo(process, address.slice(0, at), Number(address.slice(at + 1)));
    this.options.changed();
  }

  /** The life ends. */
  endAll(): void {
    for (const { cancel } of this.#waiting.values()) cancel();
    this.#waiting.clear();
    this.#taken.clear();
  }

  #letGo(process: number, host: string, port: number): void {
    const adapter = new DebugAdapter({
      listen: async () => ({ host, port }),
      publish: () => {},
      attach: { subProcessId: process },
    });
    const leave = async () => {
      const ask = (command: string, args = {}) =>
        adapter.request({ type: "request", seq: 0, command, arguments: args });
      await ask("initialize", { adapterID: "python", clientID: "tandem" });
      await ask("attach");
      await adapter.leave(LEAVE_MS);
    };
    unawaited("letting a process go on without a debugger", leave());
  }
}

/** Whether there is a process of this number. */
function lives(process: number): boolean {
  try {
    globalThis.process.kill(process, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
