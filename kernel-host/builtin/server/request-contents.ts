/** The contents of the requests that a kernel reads, checked and with the protocol's defaults filled in. */
import * as v from "valibot";
import type { Json, Message } from "../../wire/message";
import type { CodeOrigin, CommMessage } from "./kernel-implementation";

const json = v.record(v.string(), v.unknown());
const position = v.pipe(v.number(), v.integer(), v.minValue(0));

export const executeRequest = v.object({
  code: v.string(),
  silent: v.optional(v.boolean(), false),
  store_history: v.optional(v.boolean(), true),
  user_expressions: v.optional(v.record(v.string(), v.string()), {}),
  allow_stdin: v.optional(v.boolean(), true),
  stop_on_error: v.optional(v.boolean(), true),
});

/** Without a position the cursor stands at the end, as in IPython. */
export const completeRequest = v.object({ code: v.string(), cursor_pos: v.nullish(position) });

export const inspectRequest = v.object({
  code: v.string(),
  cursor_pos: v.nullish(position),
  detail_level: v.optional(v.union([v.literal(0), v.literal(1)]), 0),
});

export const isCompleteRequest = v.object({ code: v.string() });

export const historyRequest = v.object({
  output: v.optional(v.boolean(), false),
  raw: v.optional(v.boolean(), true),
  hist_access_type: v.picklist(["range", "tail", "search"]),
  session: v.nullish(v.pipe(v.number(), v.integer()), 0),
  start: v.nullish(v.pipe(v.number(), v.integer()), 0),
  stop: v.nullish(v.pipe(v.number(), v.integer())),
  n: v.nullish(position),
  pattern: v.nullish(v.string()),
  unique: v.nullish(v.boolean(), false),
});
export type HistoryRequest = v.InferOutput<typeof historyRequest>;

export const commInfoRequest = v.object({ target_name: v.nullish(v.string()) });
export const shutdownRequest = v.object({ restart: v.optional(v.boolean(), false) });
export const inputReply = v.object({ value: v.string() });

const comm = { comm_id: v.pipe(v.string(), v.minLength(1)), data: v.optional(json, {}) };
const commOpen = v.object({ ...comm, target_name: v.string(), target_module: v.nullish(v.string()) });
const commMessage = v.object(comm);

/** A request whose content is not what the protocol says. */
export class BadRequest extends Error {
  override name = "BadRequest";
}

/** The content of a message by its schema. @throws BadRequest */
export function read<Schema extends v.GenericSchema>(
  schema: Schema,
  message: Message,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, message.content);
  if (result.success) return result.output;
  const issue = result.issues[0];
  const where = v.getDotPath(issue);
  throw new BadRequest(`${message.header.msg_type}: ${where ? `${where}: ` : ""}${issue.message}`);
}

/** A comm message of a client. @throws BadRequest */
export function readComm(message: Message): CommMessage {
  const shared = { metadata: message.metadata, buffers: message.buffers };
  if (message.header.msg_type === "comm_open") {
    const { comm_id, data, target_name, target_module } = read(commOpen, message);
    const open = { kind: "open", commId: comm_id, data, targetName: target_name, ...shared } as const;
    return target_module ? { ...open, targetModule: target_module } : open;
  }
  const { comm_id, data } = read(commMessage, message);
  return {
    kind: message.header.msg_type === "comm_close" ? "close" : "message",
    commId: comm_id,
    data,
    ...shared,
  };
}

const originSchema = v.object({
  file: v.pipe(v.string(), v.minLength(1)),
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
});

/** Where an execute_request says that its code comes from, when it says so. */
export function readOrigin(metadata: Json): CodeOrigin | undefined {
  const tandem = v.safeParse(v.object({ tandem: v.object({ origin: originSchema }) }), metadata);
  return tandem.success ? tandem.output.tandem.origin : undefined;
}
