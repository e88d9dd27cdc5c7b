/** Where the outputs of one request go: the server's side of `RequestIo`. */
import type { Json, MessageHeader } from "../../wire/message";
import type { History } from "./kernel-history";
import {
  type CommMessage,
  type DisplayData,
  type ErrorInfo,
  type RequestIo,
  StdinNotAllowed,
} from "./kernel-implementation";
import type { Publisher } from "./publisher";
import type { StdinQuestions } from "./stdin";

/** The request that outputs belong to; without a header they have no parent. */
export interface OutputParent {
  readonly header: MessageHeader | null;
  readonly client: readonly Buffer[];
  readonly silent: boolean;
  readonly allowStdin: boolean;
  readonly executionCount: number;
}

export class ServerIo implements RequestIo {
  readonly requestId: string;
  #ended = false;

  constructor(
    private readonly parent: OutputParent,
    private readonly to: { publisher: Publisher; stdin: StdinQuestions; history: History },
  ) {
    this.requestId = parent.header?.msg_id ?? "";
  }

  /** The request has its reply: from now on its outputs are late ones, and nobody can be asked. */
  end(): void {
    this.#ended = true;
    this.to.stdin.cancel(this.requestId);
  }

  stream(name: "stdout" | "stderr", text: string): void {
    if (!this.parent.silent) this.to.publisher.stream(this.parent.header, name, text);
  }

  display(shown: DisplayData): void {
    if (!this.parent.silent) this.publish("display_data", displayContent(shown), shown);
  }

  updateDisplay(shown: DisplayData & { readonly displayId: string }): void {
    this.publish("update_display_data", displayContent(shown), shown);
  }

  clearOutput(wait: boolean): void {
    if (!this.parent.silent) this.publish("clear_output", { wait });
  }

  result(shown: DisplayData): void {
    if (this.parent.silent) return;
    const count = this.parent.executionCount;
    const text = shown.data["text/plain"];
    if (typeof text === "string") this.to.history.setOutput(count, text);
    this.publish("execute_result", { execution_count: count, ...displayContent(shown) }, shown);
  }

  error(error: ErrorInfo): void {
    if (!this.parent.silent) this.publish("error", { ...error });
  }

  async input(prompt: string, password: boolean): Promise<string> {
    const { header, client, allowStdin } = this.parent;
    if (!allowStdin || header === null) {
      throw new StdinNotAllowed("The client that runs this code does not take input requests.");
    }
    if (this.#ended) throw new StdinNotAllowed("The request has ended: there is nobody to ask any more.");
    // What was printed before the question stands before it.
    this.to.publisher.flush();
    return this.to.stdin.ask(client, header, prompt, password);
  }

  comm(message: CommMessage): void {
    const { kind, commId: comm_id, data } = message;
    if (kind === "open") {
      const { targetName: target_name, targetModule } = message;
      const module = targetModule === undefined ? {} : { target_module: targetModule };
      this.publish("comm_open", { comm_id, data, target_name, ...module }, message);
    } else {
      this.publish(kind === "close" ? "comm_close" : "comm_msg", { comm_id, data }, message);
    }
  }

  publish(
    msgType: string,
    content: Json,
    more: { metadata?: Json | undefined; buffers?: readonly Uint8Array[] | undefined } = {},
  ): void {
    // The metadata of shown data is part of the content, not of the message.
    const metadata = msgType.startsWith("comm_") ? more.metadata : undefined;
    this.to.publisher.publish(this.parent.header, msgType, content, { metadata, buffers: more.buffers });
  }
}

function displayContent({ data, metadata, displayId }: DisplayData): Json {
  return {
    data,
    metadata: metadata ?? {},
    transient: displayId === undefined ? {} : { display_id: displayId },
  };
}
