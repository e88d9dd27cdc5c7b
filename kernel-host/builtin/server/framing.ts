/** Each request between its status busy and idle, with its outputs before its reply (protocol "Request-Reply"). */

import { makeKernelMessage } from "./kernel-message";
import type { Publisher } from "./publisher";
import { type Answer, errorInfo } from "./reply-contents";
import type { Received, RequestSocketName, ServerSockets } from "./server-sockets";

export class RequestFraming {
  constructor(
    private readonly session: string,
    private readonly sockets: ServerSockets,
    private readonly publisher: Publisher,
  ) {}

  /** Handles one request; what goes wrong becomes an error reply. */
  async frame(socket: RequestSocketName, received: Received, handle: () => Promise<Answer>): Promise<void> {
    this.#status(received, "busy");
    let answer: Answer;
    try {
      answer = await handle();
    } catch (error) {
      answer = { content: { status: "error", ...errorInfo(error) } };
    }
    this.publisher.flush();
    await this.sockets.published();
    if (answer) this.#reply(socket, received, answer);
    this.#status(received, "idle");
  }

  #reply(socket: RequestSocketName, { client, message }: Received, answer: NonNullable<Answer>): void {
    const { header } = message;
    // Comm messages have no reply, whatever went wrong with them.
    if (!header.msg_type.endsWith("_request")) return;
    const { content, metadata } = answer;
    const type = header.msg_type.replace(/_request$/, "_reply");
    const reply = makeKernelMessage(this.session, type, content, { parent: header, metadata });
    this.sockets.send(socket, client, reply);
  }

  #status({ message }: Received, execution_state: "busy" | "idle"): void {
    this.publisher.publish(message.header, "status", { execution_state });
  }
}
