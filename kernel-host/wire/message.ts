/** Jupyter messages (protocol 5.3 to 5.5) as objects, and as the frames of a ZeroMQ message. */
import { constants } from "node:buffer";
import { randomUUID } from "node:crypto";
import * as v from "valibot";
import { sign, verify } from "./signature";

/** The protocol version that our messages to kernels have. */
const PROTOCOL_VERSION = "5.4";
const DELIMITER = Buffer.from("<IDS|MSG>");

export type Json = Record<string, unknown>;

/** Header of a message, with the protocol's own field names. */
export interface MessageHeader {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  /** ISO 8601. */
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
  /** The subshell a shell message is for (protocol 5.5, JEP 91). */
  readonly subshell_id?: string | null;
}

export interface Message {
  readonly header: MessageHeader;
  /** The header of the request this belongs to, or null. */
  readonly parent: MessageHeader | null;
  readonly metadata: Json;
  readonly content: Json;
  readonly buffers: readonly Uint8Array[];
  /** The content as it came, where it is longer than any text can be: `content` is empty then. */
  readonly unread?: Uint8Array;
}

/** A message that cannot be believed or read; it is dropped. */
export class BadMessage extends Error {
  override name = "BadMessage";
}

const text = v.pipe(v.string(), v.maxLength(200));
/** Loose: a parent_header is a copy of the request's whole header. */
const headerSchema = v.looseObject({
  msg_id: v.pipe(text, v.minLength(1)),
  msg_type: v.pipe(text, v.minLength(1)),
  session: v.fallback(text, ""),
  username: v.fallback(text, ""),
  date: v.fallback(text, ""),
  version: v.fallback(text, ""),
});

/** What a message may have beside its content. `sender` is who says it, a client where nothing is said. */
export interface MessageOptions {
  readonly msgId?: string | undefined;
  readonly parent?: MessageHeader | null | undefined;
  readonly subshell?: string | undefined;
  readonly metadata?: Json | undefined;
  readonly buffers?: readonly Uint8Array[] | undefined;
  readonly sender?: Pick<MessageHeader, "username" | "version">;
}

const CLIENT = { username: "tandem", version: PROTOCOL_VERSION };

/** Makes a message of ours. `msgId` is made up when it does not matter; `session` names the one who sends it. */
export function makeMessage(
  session: string,
  msgType: string,
  content: Json,
  options: MessageOptions = {},
): Message {
  const { username, version } = options.sender ?? CLIENT;
  const header: MessageHeader = {
    msg_id: options.msgId ?? randomUUID(),
    session,
    username,
    date: new Date().toISOString(),
    msg_type: msgType,
    version,
    ...(options.subshell === undefined ? {} : { subshell_id: options.subshell }),
  };
  const { parent = null, metadata = {}, buffers = [] } = options;
  return { header, parent, metadata, content, buffers };
}

/** The frames of a message from a client to a kernel, signed. */
export function encodeMessage(key: string, message: Message): Uint8Array[] {
  const parts = [message.header, message.parent ?? {}, message.metadata, message.content].map((part) =>
    Buffer.from(JSON.stringify(part)),
  );
  return [DELIMITER, Buffer.from(sign(key, parts)), ...parts, ...message.buffers];
}

/** The frames before the delimiter: whom a message is for, or from. */
export function routingFrames<Frame extends Uint8Array>(frames: readonly Frame[]): Frame[] {
  return frames.slice(
    0,
    frames.findIndex((frame) => DELIMITER.equals(frame)),
  );
}

/**
 * Reads the frames of a message; frames before the delimiter (routing ids, iopub topics) are skipped.
 * @throws BadMessage when the signature is wrong or the content cannot be read.
 */
export function decodeMessage(key: string, frames: readonly Uint8Array[]): Message {
  const start = frames.findIndex((frame) => DELIMITER.equals(frame));
  const [signature, ...parts] = frames.slice(start + 1, start + 6);
  if (start < 0 || !signature || parts.length < 4) throw new BadMessage("it is not a Jupyter message");
  if (!verify(key, parts, signature)) throw new BadMessage("its signature is wrong");
  const unread = parts[3] && parts[3].byteLength > constants.MAX_STRING_LENGTH ? parts[3] : undefined;
  const [header, parent, metadata, content] = parts.map((part, i) =>
    // Kernels on xeus say null where they mean nothing.
    part === unread ? {} : parseObject(part, i === 1 || i === 2),
  ) as [Json, Json, Json, Json];
  return {
    header: checkHeader(header),
    parent: Object.keys(parent).length === 0 ? null : checkHeader(parent),
    metadata,
    content,
    buffers: frames.slice(start + 6),
    ...(unread && { unread }),
  };
}

function parseObject(bytes: Uint8Array, mayBeNull: boolean): Json {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8"));
  } catch {
    throw new BadMessage("it is not JSON");
  }
  if (value === null && mayBeNull) return {};
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new BadMessage("it is not an object");
  return value as Json;
}

function checkHeader(header: Json): MessageHeader {
  const checked = v.safeParse(headerSchema, header);
  if (!checked.success) throw new BadMessage("its header is incomplete");
  return checked.output;
}
