/**
 * Questions to clients (protocol "Messages on the stdin channel"): each goes only to the client whose request asked,
 * under the routing id that it has on shell, and only that client's answer counts.
 */
import type { Message, MessageHeader } from "../../wire/message";
import { InputCancelled } from "./kernel-implementation";
import { makeKernelMessage } from "./kernel-message";
import { inputReply, read } from "./request-contents";
import type { Received, ServerSockets } from "./server-sockets";

interface AskedInput {
  readonly requestId: string;
  readonly client: readonly Buffer[];
  readonly message: Message;
  answer(value: string): void;
  cancel(): void;
}

export class StdinQuestions {
  #questions: AskedInput[] = [];

  constructor(
    private readonly session: string,
    private readonly sockets: ServerSockets,
  ) {}

  /** @returns the answer. @throws InputCancelled */
  ask(client: readonly Buffer[], parent: MessageHeader, prompt: string, password: boolean): Promise<string> {
    const message = makeKernelMessage(this.session, "input_request", { prompt, password }, { parent });
    const answered = new Promise<string>((answer, reject) => {
      const cancel = () => reject(new InputCancelled("The input was cancelled."));
      this.#questions.push({ requestId: parent.msg_id, client, message, answer, cancel });
    });
    this.sockets.send("stdin", client, message);
    return answered;
  }

  /** Takes an input_reply. Answers of others, and to questions that were cancelled, are dropped. */
  take({ client, message }: Received): void {
    if (message.header.msg_type !== "input_reply") return;
    const { value } = read(inputReply, message);
    const index = this.#questions.findIndex(
      (question) =>
        sameFrames(question.client, client) &&
        // Most clients set no parent here.
        (message.parent === null || message.parent.msg_id === question.message.header.msg_id),
    );
    const [question] = index < 0 ? [] : this.#questions.splice(index, 1);
    question?.answer(value);
  }

  /** Ends the open questions, of one request or of all, without an answer. */
  cancel(requestId?: string): void {
    const cancelled = this.#questions.filter(
      (question) => requestId === undefined || question.requestId === requestId,
    );
    this.#questions = this.#questions.filter((question) => !cancelled.includes(question));
    for (const question of cancelled) question.cancel();
  }
}

function sameFrames(a: readonly Buffer[], b: readonly Buffer[]): boolean {
  return a.length === b.length && a.every((frame, index) => frame.equals(b[index] ?? Buffer.alloc(0)));
}
