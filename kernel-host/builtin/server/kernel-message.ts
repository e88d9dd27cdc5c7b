/** Messages of a kernel: like a client's, under the kernel's own session and protocol version. */
import { randomUUID } from "node:crypto";
import type { Json, Message, MessageHeader } from "../../wire/message";

/** The protocol version that the kernel server speaks, as kernel_info_reply says it. */
export const KERNEL_PROTOCOL_VERSION = "5.5";

/** @param session names this kernel process; a restarted kernel has another one */
export function makeKernelMessage(
  session: string,
  msgType: string,
  content: Json,
  more: {
    readonly parent?: MessageHeader | null;
    readonly metadata?: Json | undefined;
    readonly buffers?: readonly Uint8Array[] | undefined;
  } = {},
): Message {
  const header: MessageHeader = {
    msg_id: randomUUID(),
    session,
    username: "kernel",
    date: new Date().toISOString(),
    msg_type: msgType,
    version: KERNEL_PROTOCOL_VERSION,
  };
  return {
    header,
    parent: more.parent ?? null,
    metadata: more.metadata ?? {},
    content,
    buffers: more.buffers ?? [],
  };
}
