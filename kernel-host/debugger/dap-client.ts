/**
 * Asks a kernel's debugger: requests of the Debug Adapter Protocol in `debug_request` on control (Jupyter messaging,
 * "Debug request"). Whatever comes back is read by a schema; what does not fit is a failure, as an answer that is late is.
 */
import { randomUUID } from "node:crypto";
import type { DebugProtocol } from "@vscode/debugprotocol";
import * as v from "valibot";
import type { Clock } from "../floor/clock";
import type { Json } from "../wire/message";

/** The arguments of the requests that are sent, by command. */
export interface DapArguments {
  debugInfo: Record<string, never>;
  initialize: DebugProtocol.InitializeRequestArguments & { readonly subProcess: boolean };
  attach: DebugProtocol.AttachRequestArguments & { readonly [more: string]: unknown };
  dumpCell: { readonly code: string };
  setBreakpoints: DebugProtocol.SetBreakpointsArguments;
  setFunctionBreakpoints: DebugProtocol.SetFunctionBreakpointsArguments;
  setExceptionBreakpoints: DebugProtocol.SetExceptionBreakpointsArguments;
  configurationDone: DebugProtocol.ConfigurationDoneArguments;
  threads: Record<string, never>;
  stackTrace: DebugProtocol.StackTraceArguments;
  exceptionInfo: DebugProtocol.ExceptionInfoArguments;
  scopes: DebugProtocol.ScopesArguments;
  variables: DebugProtocol.VariablesArguments;
  evaluate: DebugProtocol.EvaluateArguments;
  completions: DebugProtocol.CompletionsArguments;
  setVariable: DebugProtocol.SetVariableArguments;
  continue: DebugProtocol.ContinueArguments;
  next: DebugProtocol.NextArguments;
  stepIn: DebugProtocol.StepInArguments;
  stepOut: DebugProtocol.StepOutArguments;
  pause: DebugProtocol.PauseArguments;
  restartFrame: DebugProtocol.RestartFrameArguments;
  gotoTargets: DebugProtocol.GotoTargetsArguments;
  goto: DebugProtocol.GotoArguments;
  disconnect: DebugProtocol.DisconnectArguments;
}

/** The debugger said no, said something else than it may, or said nothing in time. `message` is for the user. */
export class DapError extends Error {
  override name = "DapError";
}

/** Longest message of a failure that is handed on, in UTF-16 units. */
const MOST_MESSAGE = 20_000;
/** So many ids of what was asked are known, so that what it brings on iopub is known as ours. */
const KEPT = 2_000;

const reply = v.looseObject({
  success: v.boolean(),
  message: v.optional(v.unknown()),
  body: v.optional(v.unknown()),
});

interface Open {
  readonly take: (content: Json) => void;
  readonly fail: (error: DapError) => void;
}

export interface DapClientOptions {
  readonly clock: Clock;
  /** Sends a debug_request on control. */
  readonly send: (content: Json, msgId: string) => void;
}

export class DapClient {
  readonly #open = new Map<string, Open>();
  readonly #sent = new Set<string>();
  // Another client of the kernel, or the host before this one, counts too: theirs begin elsewhere.
  #seq = Math.floor(Date.now() / 1000) % 1_000_000_000;

  constructor(private readonly options: DapClientOptions) {}

  /** Whether something is asked and not answered. */
  get waits(): boolean {
    return this.#open.size > 0;
  }

  /** Whether a message with this parent belongs to a question from here. */
  asked(parentId: string): boolean {
    return this.#sent.has(parentId);
  }

  /**
   * Asks, and reads the body of the answer.
   * @param timeoutMs null: as long as the kernel lives, for what runs code of the user's
   * @throws DapError
   */
  ask<Command extends keyof DapArguments, Schema extends v.GenericSchema>(
    command: Command,
    args: DapArguments[Command],
    schema: Schema,
    timeoutMs: number | null,
  ): Promise<v.InferOutput<Schema>> {
    const msgId = randomUUID();
    this.#sent.add(msgId);
    const [oldest] = this.#sent;
    if (this.#sent.size > KEPT && oldest !== undefined) this.#sent.delete(oldest);
    return new Promise((resolve, reject) => {
      const cancel =
        timeoutMs === null
          ? () => {}
          : this.options.clock.after(timeoutMs, () =>
              this.#end(msgId)?.fail(new DapError(`The debugger does not answer (${command}).`)),
            );
      this.#open.set(msgId, {
        take: (content) => {
          cancel();
          try {
            resolve(readReply(command, content, schema));
          } catch (error) {
            reject(error as Error);
          }
        },
        fail: (error) => {
          cancel();
          reject(error);
        },
      });
      this.options.send({ type: "request", seq: ++this.#seq, command, arguments: args as Json }, msgId);
    });
  }

  /** Takes a reply from control; false when it answers no question from here. */
  reply(parentId: string, content: Json): boolean {
    if (!this.#sent.has(parentId)) return false;
    this.#end(parentId)?.take(content);
    return true;
  }

  /** Nothing that is open will be answered. */
  endAll(): void {
    for (const id of [...this.#open.keys()]) this.#end(id)?.fail(new DapError("The kernel is gone."));
  }

  #end(msgId: string): Open | undefined {
    const open = this.#open.get(msgId);
    this.#open.delete(msgId);
    return open;
  }
}

function readReply<Schema extends v.GenericSchema>(
  command: string,
  content: Json,
  schema: Schema,
): v.InferOutput<Schema> {
  const read = v.safeParse(reply, content);
  if (!read.success) throw new DapError(`The debugger answered something unknown (${command}).`);
  const { success, message, body } = read.output;
  if (!success)
    throw new DapError(
      typeof message === "string" && message !== ""
        ? message.slice(0, MOST_MESSAGE)
        : `The debugger refused (${command}).`,
    );
  const parsed = v.safeParse(schema, body ?? {});
  if (!parsed.success) {
    console.error(`the debugger's answer to ${command} does not fit: ${v.summarize(parsed.issues)}`);
    throw new DapError(`The debugger answered something unknown (${command}).`);
  }
  return parsed.output;
}
