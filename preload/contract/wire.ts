/** The messages between a host and its kernel, as they pass: for who looks into the protocol. Nothing of it is kept. */
import * as v from "valibot";

/** Of a message's JSON so much is told, in bytes. */
export const MOST_WIRE_TEXT = 16 * 1024;
/** Messages of one answer. */
export const MOST_WIRE_MESSAGES = 500;

const text = v.pipe(v.string(), v.maxLength(200));

/** One message on one of the kernel's sockets. */
export const wireMessage = v.object({
  /** Counts the messages since somebody has looked; what is missing was dropped. */
  n: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** When it passed the host, ms since 1970, with fractions. */
  time: v.number(),
  /** "out": to the kernel. */
  direction: v.picklist(["out", "in"]),
  socket: v.picklist(["shell", "iopub", "stdin", "control"]),
  type: text,
  msgId: text,
  parent: v.nullable(text),
  parentType: v.nullable(text),
  /** Of all its frames. */
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Binary buffers that it brings. */
  buffers: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** Header, parent's header, metadata and content as they stand in the message; what is too long is cut off at its end. */
  parts: v.strictTuple([v.string(), v.string(), v.string(), v.string()]),
  cut: v.boolean(),
});
export type WireMessage = v.InferOutput<typeof wireMessage>;

/** "wire", host to client: what passed since the last one, and how many were dropped of it because they were too many. */
export const wireToClient = v.object({
  messages: v.pipe(v.array(wireMessage), v.maxLength(MOST_WIRE_MESSAGES)),
  dropped: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type WireToClient = v.InferOutput<typeof wireToClient>;
