/** Messages of a kernel: like a client's, under the kernel's own session and protocol version. */
import { type Json, type Message, type MessageOptions, makeMessage } from "../../wire/message";

/** The protocol version that the kernel server speaks, as kernel_info_reply says it. */
export const KERNEL_PROTOCOL_VERSION = "5.5";

const KERNEL = { username: "kernel", version: KERNEL_PROTOCOL_VERSION };

/** @param session names this kernel process; a restarted kernel has another one */
export function makeKernelMessage(
  session: string,
  msgType: string,
  content: Json,
  more: Pick<MessageOptions, "parent" | "metadata" | "buffers"> = {},
): Message {
  return makeMessage(session, msgType, content, { ...more, sender: KERNEL });
}
