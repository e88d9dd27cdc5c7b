/** execute_request (protocol "Execute"): the count, the history, the outcome, and its end when the kernel ends. */

import type { History } from "./kernel-history";
import type { ExecuteOutcome, KernelImplementation, Prompts } from "./kernel-implementation";
import type { Publisher } from "./publisher";
import { type Answer, errorInfo, executeReply, KERNEL_ENDED, pickError } from "./reply-contents";
import { executeRequest, read, readOrigin } from "./request-contents";
import type { RequestIos } from "./request-ios";
import type { Received } from "./server-sockets";

export interface Executed {
  readonly answer: Answer;
  /** The prompts from now on, when the outcome says them. */
  readonly prompts?: Prompts | undefined;
}

export class Executions {
  #count = 0;
  #closed = false;
  /** Ends the running request when the interpreter does not. */
  #endRunning: ((outcome: ExecuteOutcome) => void) | undefined;

  constructor(
    private readonly implementation: KernelImplementation,
    private readonly to: { publisher: Publisher; ios: RequestIos; history: History },
  ) {}

  /** The execution count: the number of the latest execution that stores history. */
  get count(): number {
    return this.#count;
  }

  /**
   * Runs the code of a request and publishes what comes of it.
   * @param beforeError called before clients can know of an error with stop_on_error
   */
  async run({ client, message }: Received, beforeError: () => Promise<void>): Promise<Executed> {
    const { header, metadata } = message;
    let content: ReturnType<typeof read<typeof executeRequest>>;
    try {
      content = read(executeRequest, message);
    } catch (error) {
      const reply = { status: "error", ...errorInfo(error), execution_count: this.#count };
      return { answer: { content: reply } };
    }
    const { code, silent, user_expressions: userExpressions, allow_stdin: allowStdin } = content;
    const storeHistory = content.store_history && !silent;
    if (storeHistory) this.to.history.add(++this.#count, code);
    const executionCount = this.#count;
    const io = this.to.ios.begin({ header, client, silent, allowStdin, executionCount });
    if (!silent) {
      this.to.publisher.publish(header, "execute_input", { code, execution_count: executionCount });
    }
    const origin = readOrigin(metadata);
    const cellId = metadata["cellId"];
    const request = {
      id: header.msg_id,
      ...{ code, silent, storeHistory, userExpressions, allowStdin, executionCount },
      ...(origin === undefined ? {} : { origin }),
      ...(typeof cellId === "string" ? { cellId } : {}),
    };
    const outcome = await this.#untilEnd(() => this.implementation.execute(request, io));
    io.end();
    const { prompts, ...rest } = outcome;
    if (rest.status === "error") {
      if (content.stop_on_error) await beforeError();
      io.error(pickError(rest));
    }
    const answer = {
      content: { ...executeReply(rest), execution_count: executionCount },
      ...(prompts ? { metadata: { tandem: { prompts } } } : {}),
    };
    return { answer, prompts };
  }

  /** The kernel is about to end: nothing more is run. */
  close(): void {
    this.#closed = true;
  }

  /** What still runs ends with an error, whatever the interpreter does. */
  end(): void {
    this.close();
    this.#endRunning?.(KERNEL_ENDED);
  }

  async #untilEnd(execute: () => Promise<ExecuteOutcome>): Promise<ExecuteOutcome> {
    const givenUp = new Promise<ExecuteOutcome>((resolve) => {
      this.#endRunning = resolve;
    });
    if (this.#closed) return KERNEL_ENDED;
    try {
      return await Promise.race([execute(), givenUp]);
    } catch (error) {
      return { status: "error", ...errorInfo(error) };
    } finally {
      this.#endRunning = undefined;
    }
  }
}
