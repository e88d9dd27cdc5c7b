/**
 * What the two threads of the JavaScript kernel say to each other. The user's code has the main thread; the kernel
 * server runs in a worker, which answers whatever the main thread does.
 */
import type { Json } from "../../wire/message";
import type {
  CodeToRun,
  Completeness,
  DisplayData,
  ErrorInfo,
  ExecuteOutcome,
} from "../server/kernel-implementation";
import type { OutputPipes } from "../streams/output-pipes";

/** From the server to the user's thread, on the worker's port. */
export type ToUser =
  /** `number` names the request to `InheritedOutput`. */
  | { readonly type: "execute"; readonly request: CodeToRun; readonly number: number }
  | { readonly type: "isComplete"; readonly code: string }
  /** Says that the main thread comes to its event loop. */
  | { readonly type: "ping" }
  /** The execution that waits for a promise ends; for code that spins there is SIGINT. */
  | { readonly type: "interrupt" }
  | { readonly type: "exit"; readonly code: number };

/** From the user's thread to the server, through the ring. `id` is the request that an output belongs to. */
export type FromUser =
  | { readonly type: "ready" }
  | {
      readonly type: "stream";
      readonly id: string | undefined;
      readonly name: "stdout" | "stderr";
      readonly text: string;
    }
  | {
      readonly type: "result" | "display" | "updateDisplay";
      readonly id: string | undefined;
      readonly shown: DisplayData;
    }
  | { readonly type: "clearOutput"; readonly id: string | undefined; readonly wait: boolean }
  | { readonly type: "error"; readonly id: string | undefined; readonly error: ErrorInfo }
  | {
      readonly type: "publish";
      readonly id: string | undefined;
      readonly msgType: string;
      readonly content: Json;
    }
  | { readonly type: "input"; readonly id: string; readonly prompt: string; readonly password: boolean }
  | { readonly type: "outcome"; readonly id: string; readonly outcome: ExecuteOutcome }
  | { readonly type: "completeness"; readonly completeness: Completeness }
  | { readonly type: "pong" }
  /** Programs write into these pipes from now on, with marks that begin with the token. */
  | { readonly type: "pipes"; readonly pipes: OutputPipes; readonly token: string }
  /** What was written into the pipes before the barrier of this number comes before the next message. */
  | { readonly type: "barrier"; readonly number: number }
  /** The process is about to exit; it waits until `ThreadMemory.released`. */
  | { readonly type: "exiting"; readonly code: number };

/** The answer to "input", on a port of its own: the main thread reads it without its event loop. */
export type InputAnswer =
  | { readonly value: string }
  | { readonly interrupted: true }
  | { readonly refused: string };

/** What the worker is given when it starts. */
export interface ServerThreadData {
  readonly connectionFile: string;
  readonly ring: SharedArrayBuffer;
  /** One Int32 each: set to 1 and notified. */
  readonly answered: SharedArrayBuffer;
  readonly released: SharedArrayBuffer;
  /** The state of the `BreakableRegion`. */
  readonly running: SharedArrayBuffer;
  readonly inputPort: import("node:worker_threads").MessagePort;
}

/** Sets a flag that another thread waits for. */
export function raise(flag: SharedArrayBuffer): void {
  const view = new Int32Array(flag);
  Atomics.store(view, 0, 1);
  Atomics.notify(view, 0);
}

/** The name of what was typed, which is of no file. */
export const cellName = (executionCount: number): string => `In [${executionCount}]`;
