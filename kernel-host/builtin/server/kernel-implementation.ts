/**
 * What a language gives to the kernel server, and what the server gives back to it.
 *
 * The server speaks the Jupyter protocol: it reads, checks and orders requests, calls the implementation one request
 * at a time, and publishes what comes of it. It alone sends status, execute_input, error and every reply, keeps the
 * execution count and the history, and aborts what is queued behind an error. The implementation runs code. It may be
 * in another thread or process: everything it is asked is answered by a promise, and everything it publishes goes
 * through a `RequestIo`, which stays valid after its request has ended (threads and timers print late).
 */
import type { Json } from "../../wire/message";

/** A value under its MIME types; text and JSON types as they are, binary ones as base64. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** What is shown of a value: protocol "display_data". */
export interface DisplayData {
  readonly data: MimeBundle;
  readonly metadata?: Json;
  /** Set when a later `updateDisplay` may replace this. */
  readonly displayId?: string;
  readonly buffers?: readonly Uint8Array[];
}

/** An error as a reply and the iopub message "error" carry it; `traceback` are lines, with ANSI colours. */
export interface ErrorInfo {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: readonly string[];
}

/** Where code comes from when it was sent from an editor; metadata.tandem.origin of an execute_request. */
export interface CodeOrigin {
  /** Path or name of the file. */
  readonly file: string;
  /** Line of the file on which the code's first line stands, counted from 1. */
  readonly line: number;
}

/** Protocol "execute_request", checked and with its defaults filled in. */
export interface CodeToRun {
  /** msg_id of the request: names it to `KernelServices.ioOf`. */
  readonly id: string;
  readonly code: string;
  readonly silent: boolean;
  /** False whenever `silent` is true. */
  readonly storeHistory: boolean;
  /** Name -> expression, to be evaluated after the code ended well. */
  readonly userExpressions: Readonly<Record<string, string>>;
  readonly allowStdin: boolean;
  /** The number that this request has, as execute_input shows it. */
  readonly executionCount: number;
  readonly origin?: CodeOrigin;
  /** metadata.cellId, as notebooks send it. */
  readonly cellId?: string;
}

/** The outcome of one user expression. */
export type ExpressionResult =
  | { readonly status: "ok"; readonly data: MimeBundle; readonly metadata?: Json }
  | ({ readonly status: "error" } & ErrorInfo);

/** Prompt texts for the next input, as the language has them (`>>> `, `... `). */
export interface Prompts {
  readonly primary: string;
  readonly continuation: string;
}

/** How an execution ended. For "error" the server publishes the message "error" and sends the error reply. */
export type ExecuteOutcome = (
  | {
      readonly status: "ok";
      readonly userExpressions?: Readonly<Record<string, ExpressionResult>>;
      /** Protocol "payload": e.g. `{source: "ask_exit", keepkernel: false}`. */
      readonly payload?: readonly Json[];
    }
  | ({ readonly status: "error" } & ErrorInfo)
  | { readonly status: "aborted" }
) & {
  /** The prompts from now on, when the language says them: they go to clients in the reply's metadata. */
  readonly prompts?: Prompts;
};

/** `RequestIo.input` was called for a request with allow_stdin=false, or after it ended. */
export class StdinNotAllowed extends Error {
  override name = "StdinNotAllowed";
}

/** `RequestIo.input` ended without an answer: the request was interrupted or the kernel shuts down. */
export class InputCancelled extends Error {
  override name = "InputCancelled";
}

/**
 * Where what belongs to one request goes. Everything but `input` returns at once, and is published in call order.
 * Of a silent request only `updateDisplay` and comms are published.
 */
export interface RequestIo {
  readonly requestId: string;
  stream(name: "stdout" | "stderr", text: string): void;
  display(shown: DisplayData): void;
  /** Replaces what was displayed under `shown.displayId`. */
  updateDisplay(shown: DisplayData & { readonly displayId: string }): void;
  /** With `wait`, what stands is cleared when the next output comes. */
  clearOutput(wait: boolean): void;
  /** Protocol "execute_result": the value of the code; it has the request's execution count. */
  result(shown: DisplayData): void;
  /** Publishes an error outside of the outcome (a thread's, an unhandled rejection's). The reply is not touched. */
  error(error: ErrorInfo): void;
  /**
   * Asks the client that sent this request for a line (protocol "input_request").
   * @returns the line, without its end
   * @throws StdinNotAllowed, InputCancelled
   */
  input(prompt: string, password: boolean): Promise<string>;
  /** Sends a comm message to the clients. */
  comm(message: CommMessage): void;
  /** Publishes any other iopub message (a language's own extension, e.g. "tandem_gui"). */
  publish(msgType: string, content: Json): void;
}

/** Protocol "Custom Messages": comms, the same in both directions. */
export type CommMessage = { readonly commId: string; readonly data: Json; readonly metadata?: Json } & {
  readonly buffers?: readonly Uint8Array[];
} & (
    | { readonly kind: "open"; readonly targetName: string; readonly targetModule?: string }
    | { readonly kind: "message" }
    | { readonly kind: "close" }
  );

/** Protocol "complete_reply"; offsets count code points, as the protocol does. */
export interface Completions {
  readonly matches: readonly string[];
  readonly cursorStart: number;
  readonly cursorEnd: number;
  /** `_jupyter_types_experimental` and the like. */
  readonly metadata?: Json;
}

/** Protocol "inspect_reply". */
export type Inspection = { readonly found: false } | { readonly found: true; readonly data: MimeBundle };

/** Protocol "is_complete_reply"; `indent` is what the next line should begin with. */
export type Completeness =
  | { readonly status: "complete" | "invalid" | "unknown" }
  | { readonly status: "incomplete"; readonly indent: string };

/** What kernel_info_reply tells of a language (the server adds protocol_version, supported_features and status). */
export interface ImplementationInfo {
  /** e.g. "tandem-python". */
  readonly implementation: string;
  readonly implementationVersion: string;
  /** Protocol "language_info", with the protocol's field names: name, version, mimetype, file_extension, ... */
  readonly languageInfo: Json & {
    readonly name: string;
    readonly version: string;
    readonly file_extension: string;
  };
  readonly banner: string;
  readonly helpLinks?: readonly { readonly text: string; readonly url: string }[];
  /** The prompts before anything has run. */
  readonly prompts?: Prompts;
  /** What else this kernel can do, told to Tandem's own host as kernel_info_reply.tandem.abilities. */
  readonly abilities?: readonly string[];
}

/** How the interpreter ended by itself. */
export interface InterpreterEnd {
  /** What the kernel process shall exit with. */
  readonly exitCode: number;
  /** A sentence for the clients (published on stderr), when there is something to say. */
  readonly message?: string;
}

/** What the server offers to an implementation, from `start` on. */
export interface KernelServices {
  /**
   * The outputs of an earlier request by its id, for what comes from threads and timers. An unknown or forgotten id
   * (the server remembers the last thousands) and undefined mean the latest execute_request; before any, no parent.
   */
  ioOf(requestId: string | undefined): RequestIo;
  /**
   * The interpreter has ended, asked or not: what was published is sent, the running request gets an error reply,
   * and the server closes with this exit code.
   */
  ended(end: InterpreterEnd): void;
  /** An event of the debugger, published as "debug_event". */
  debugEvent(event: Json): void;
  /** New prompt texts outside of a reply (a background change). */
  promptsChanged(prompts: Prompts): void;
}

/**
 * A language. The server calls `execute`, `complete`, `inspect`, `isComplete` and `comm` strictly one after the
 * other, each after the promise of the one before; `interrupt`, `variables`, `data` and `shutdown` at any time. A method that rejects is
 * answered with an error reply. Left out methods get the protocol's answer for "not able".
 */
export interface KernelImplementation {
  /** Starts the interpreter; resolves when it can run code. Rejecting ends the kernel with the error's message. */
  start(services: KernelServices): Promise<ImplementationInfo>;
  /** Resolves when the code has ended and all it printed so far was given to `io`. */
  execute(request: CodeToRun, io: RequestIo): Promise<ExecuteOutcome>;
  /** `cursor` counts code points. */
  complete?(code: string, cursor: number): Promise<Completions>;
  /** `cursor` counts code points; detail 1 asks for the source too. */
  inspect?(code: string, cursor: number, detail: 0 | 1): Promise<Inspection>;
  isComplete?(code: string): Promise<Completeness>;
  /**
   * What the code's names stand for: content of "tandem_variables_request" and its reply (preload/contract/variables).
   * Asked at any time, also while code runs.
   */
  variables?(content: Json): Promise<Json>;
  /** Tables of them by pages: content of "tandem_data_request" and its reply (preload/contract/data); as `variables`. */
  data?(content: Json): Promise<Json>;
  /**
   * Content of a "debug_request" (Debug Adapter Protocol) and of its reply. Asked at any time; events go by
   * `KernelServices.debugEvent`.
   */
  debug?(content: Json): Promise<Json>;
  /** A comm message of a client. Comms of unknown targets are to be closed with `io.comm`. */
  comm?(message: CommMessage, io: RequestIo): Promise<void>;
  /** The open comms: id -> target name. */
  comms?(): Promise<ReadonlyMap<string, string>>;
  /**
   * Stops what runs, without losing state; resolves when that was asked for, not when it has stopped. A pending
   * `input` was already cancelled by the server.
   */
  interrupt(): Promise<void>;
  /** Ends the interpreter; resolves when it is gone. The shutdown_reply follows. */
  shutdown(restart: boolean): Promise<void>;
}
