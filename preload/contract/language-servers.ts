/**
 * Language servers: programs that know code, one for each window and language. A window speaks with one over the channel
 * "language" of its pipe, JSON-RPC messages as the Language Server Protocol has them (3.17); the channel's `session` is
 * the server's id. Main starts the program when the channel is opened and ends it with the channel; when the program
 * ends first, the channel closes with a sentence.
 */
import * as v from "valibot";

/** The server for Python that comes with the app. */
export const PYTHON_SERVER = "python";
/** Before the language of a server that the settings name. */
export const OWN_SERVER = "own:";

/** Name of the channel. */
export const LANGUAGE_CHANNEL = "language";

/** Largest message in either direction, in bytes of JSON text. */
export const MOST_LANGUAGE_MESSAGE_BYTES = 64 * 1024 * 1024;

/** Parameters of opening the channel. */
export const languageParams = v.object({
  /** The folder that the server works in. */
  folder: v.nullable(v.pipe(v.string(), v.minLength(1), v.maxLength(4096))),
});

const rpcId = v.nullable(v.union([v.number(), v.pipe(v.string(), v.maxLength(1000))]));

/** A JSON-RPC 2.0 message: a request, a notification, or a response. What is in it is the two ends' affair. */
export const rpcMessage = v.looseObject({
  jsonrpc: v.literal("2.0"),
  id: v.exactOptional(rpcId),
  method: v.exactOptional(v.pipe(v.string(), v.maxLength(1000))),
});
export type RpcMessage = v.InferOutput<typeof rpcMessage>;
