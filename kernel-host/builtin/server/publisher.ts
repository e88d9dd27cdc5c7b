/**
 * Everything that the kernel publishes on iopub, in the order in which it was asked for. Stream text of one request
 * and stream that comes within a few milliseconds goes out as one message.
 */
import type { Json, MessageHeader } from "../../wire/message";
import { makeKernelMessage } from "./kernel-message";
import type { ServerSockets } from "./server-sockets";

/** How long stream text may wait for more of it, in ms. */
const STREAM_MERGE_MS = 8;
/** Text that is longer than this goes out at once, in UTF-16 units. */
const STREAM_MERGE_LENGTH = 128 * 1024;

export interface Published {
  readonly metadata?: Json | undefined;
  readonly buffers?: readonly Uint8Array[] | undefined;
}

export class Publisher {
  #stream: { parent: MessageHeader | null; name: string; texts: string[]; length: number } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly session: string,
    private readonly sockets: ServerSockets,
  ) {}

  publish(parent: MessageHeader | null, msgType: string, content: Json, more: Published = {}): void {
    this.flush();
    this.#send(parent, msgType, msgType, content, more);
  }

  stream(parent: MessageHeader | null, name: "stdout" | "stderr", text: string): void {
    if (text === "") return;
    const open = this.#stream;
    if (open && open.name === name && open.parent?.msg_id === parent?.msg_id) {
      open.texts.push(text);
      open.length += text.length;
    } else {
      this.flush();
      this.#stream = { parent, name, texts: [text], length: text.length };
      this.#timer = setTimeout(() => this.flush(), STREAM_MERGE_MS);
    }
    if ((this.#stream?.length ?? 0) >= STREAM_MERGE_LENGTH) this.flush();
  }

  /** Sends the stream text that waits for more. */
  flush(): void {
    const stream = this.#stream;
    if (!stream) return;
    this.#stream = undefined;
    clearTimeout(this.#timer);
    const content = { name: stream.name, text: stream.texts.join("") };
    this.#send(stream.parent, "stream", `stream.${stream.name}`, content, {});
  }

  #send(parent: MessageHeader | null, msgType: string, topic: string, content: Json, more: Published): void {
    const message = makeKernelMessage(this.session, msgType, content, { parent, ...more });
    this.sockets.publish(`kernel.${this.session}.${topic}`, message);
  }
}
