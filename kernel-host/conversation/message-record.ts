import { MAX_RECORD_BYTES } from "../../preload/contract/limits";
import type { Keepable } from "../log/disk/kept-files";
import type { Unnumbered } from "../log/log";
import type { Message } from "../wire/message";

/** The log's record of a message, and what of it is too large to stand in there. */
export function messageRecord(
  socket: "iopub" | "stdin",
  message: Message,
  foreign: boolean,
): { record: Unnumbered; raw: Keepable[] } {
  const { header, parent, content, metadata, buffers, unread } = message;
  const large = buffers.reduce((sum, buffer) => sum + buffer.byteLength, 0) > MAX_RECORD_BYTES / 2;
  const raw: Keepable[] = [
    ...(unread ? [{ what: header.msg_type, extension: "json", bytes: unread }] : []),
    ...(large ? buffers.map((bytes) => ({ what: "binary data", extension: "bin", bytes })) : []),
  ];
  const record: Unnumbered = {
    kind: "message",
    socket,
    msgType: header.msg_type,
    msgId: header.msg_id,
    parent: parent?.msg_id ?? null,
    foreign,
    ...(foreign && parent ? { username: parent.username } : {}),
    content,
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(buffers.length === 0 || large
      ? {}
      : { buffers: buffers.map((buffer) => Buffer.from(buffer).toString("base64")) }),
  };
  return { record, raw };
}
