/** The input_request that waits for an answer: there is at most one, and its first answer counts. */

import type { LogRecordOf } from "../../preload/contract/records";
import { answeredPassword } from "../floor/passwords";
import { type Message, type MessageHeader, makeMessage } from "../wire/message";
import type { PendingInput } from "./prompt";

/** So much of a question stands before the field for its answer, in UTF-16 units; the log has all of it. */
const PROMPT_CHARS = 64 * 1024;

/** What is sent to the kernel, and noted in the log. */
export interface InputAnswer {
  readonly message: Message;
  readonly record: Omit<LogRecordOf<"input_answered">, "seq" | "life" | "time">;
}

export class OpenQuestion {
  #open: { readonly pending: PendingInput; readonly header: MessageHeader } | undefined;

  /**
   * @param session names this client in message headers
   * @param earlier one that an earlier host has heard
   */
  constructor(
    private readonly session: string,
    earlier?: PendingInput,
  ) {
    if (earlier) this.#open = { pending: earlier, header: rebuiltHeader(earlier.requestId) };
  }

  get pending(): PendingInput | undefined {
    return this.#open?.pending;
  }

  /** An input_request came. */
  hear({ header, parent, content }: Message): void {
    const { prompt, password } = content;
    const pending: PendingInput = {
      requestId: header.msg_id,
      parent: parent?.msg_id ?? null,
      prompt: typeof prompt === "string" ? prompt.slice(0, PROMPT_CHARS) : "",
      password: password === true,
    };
    this.#open = { pending, header };
  }

  /** The answer to a question; undefined when it is not the one that waits. It waits no more. */
  answer(requestId: string, value: string, client: string): InputAnswer | undefined {
    const open = this.#open;
    if (open?.pending.requestId !== requestId) return undefined;
    this.#open = undefined;
    const { parent, password } = open.pending;
    if (password) answeredPassword(value);
    return {
      message: makeMessage(this.session, "input_reply", { value }, { parent: open.header }),
      // The answer to a password prompt is kept nowhere.
      record: { kind: "input_answered", requestId, parent, client, ...(password ? {} : { value }) },
    };
  }

  /** A request that ended asks nothing any more. */
  withdraw(parent: string): void {
    if (this.#open?.pending.parent === parent) this.#open = undefined;
  }

  clear(): void {
    this.#open = undefined;
  }
}

/** The header of an input_request as far as the log has kept it: what its answer belongs to. */
function rebuiltHeader(requestId: string): MessageHeader {
  const unknown = { session: "", username: "", date: "", version: "" };
  return { msg_id: requestId, msg_type: "input_request", ...unknown };
}
