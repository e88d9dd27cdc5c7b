/**
 * The records of a session's log: what the host heard and what clients asked, in arrival order under one increasing
 * number. A record never changes once numbered. The pair (host epoch, seq) names it.
 */
import * as v from "valibot";
import { kernelExit, kernelPrompt } from "./kernel-state";
import { pastVariable } from "./variables";

const json = v.record(v.string(), v.unknown());
const msgId = v.pipe(v.string(), v.maxLength(200));

/** Where code came from in the user's files: shown as a link, and used to number its lines in tracebacks. */
export const codeOrigin = v.object({
  /** Absolute path, or the name of an untitled file. */
  file: v.pipe(v.string(), v.maxLength(4096)),
  /** Title of the cell, "selection", or absent for a whole file. */
  title: v.exactOptional(v.pipe(v.string(), v.maxLength(500))),
  /** Of a notebook's cell its name in the notebook: its id, where it has one. */
  cell: v.exactOptional(v.pipe(v.string(), v.maxLength(200))),
  /** First and last line, from 1. */
  lines: v.tuple([v.number(), v.number()]),
});
export type CodeOrigin = v.InferOutput<typeof codeOrigin>;

/**
 * How a request ended. `aborted`: it never ran, because what was asked before it failed or the kernel ended; `cancelled`: a
 * client took it back.
 */
export const requestEnd = v.picklist([
  "ok",
  "error",
  "aborted",
  "cancelled",
  "kernel died",
  "restarted",
  "timeout",
  "ended during the gap",
]);
export type RequestEnd = v.InferOutput<typeof requestEnd>;

/** Something that was too large for a record, kept as a file beside the log. */
export const keptFile = v.object({
  session: v.pipe(v.string(), v.maxLength(100)),
  /** Name of the file in the session's folder of kept files; null where it could not be kept. */
  file: v.nullable(v.pipe(v.string(), v.regex(/^\d{1,16}-\d{1,16}-\d{1,6}\.[a-z0-9]{1,8}$/))),
  /** A mime type, or what of the message it was: "traceback", "comm_msg". */
  what: v.pipe(v.string(), v.maxLength(200)),
  bytes: v.number(),
  /** Why it could not be kept: a sentence's part. */
  problem: v.exactOptional(v.string()),
});
export type KeptFile = v.InferOutput<typeof keptFile>;
/** In a transcript's outputs: the type of data that lists what was kept as files (KeptFile[]). */
export const KEPT_TYPE = "application/vnd.tandem.kept+json";

/** Where a kernel stood still: the function's name, the file (null: in none) and the line. */
export const recordFrame = v.object({
  name: v.pipe(v.string(), v.maxLength(500)),
  file: v.nullable(v.pipe(v.string(), v.maxLength(4096))),
  line: v.number(),
});
export type RecordFrame = v.InferOutput<typeof recordFrame>;

const envelope = {
  /** Number within the session; increases through all its lives. */
  seq: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Number of the kernel's life, from 1. */
  life: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** When the host numbered it, ms since 1970. */
  time: v.number(),
};

/** One record. `parent` is the msg_id of the request that a message belongs to, null when it belongs to none. */
export const logRecord = v.variant("kind", [
  /** An iopub or stdin message as it came (all but stream, which is merged below). */
  v.object({
    ...envelope,
    kind: v.literal("message"),
    socket: v.picklist(["iopub", "stdin"]),
    msgType: v.string(),
    msgId,
    parent: v.nullable(msgId),
    /** Whether the parent request was sent by another Jupyter client than this host. */
    foreign: v.boolean(),
    /** The parent's user name in its header, shown for foreign requests. */
    username: v.exactOptional(v.string()),
    content: json,
    metadata: v.exactOptional(json),
    /** Binary buffers, base64. */
    buffers: v.exactOptional(v.array(v.string())),
    /** What of it is not here, because it was too large. */
    kept: v.exactOptional(v.array(keptFile)),
  }),
  /** Text printed on stdout or stderr: chunks of one request and stream that followed each other, merged. */
  v.object({
    ...envelope,
    kind: v.literal("stream"),
    parent: v.nullable(msgId),
    foreign: v.boolean(),
    name: v.picklist(["stdout", "stderr"]),
    text: v.string(),
  }),
  /** An execute_request accepted from one of our clients; it may wait in the host's queue. */
  v.object({
    ...envelope,
    kind: v.literal("request"),
    msgId,
    client: v.string(),
    code: v.string(),
    origin: v.exactOptional(codeOrigin),
    /** It was evaluated there, while the kernel stood still. */
    frame: v.exactOptional(recordFrame),
  }),
  /** The request left the queue and went to the kernel. */
  v.object({ ...envelope, kind: v.literal("request_sent"), msgId }),
  /** The request ended. */
  v.object({
    ...envelope,
    kind: v.literal("request_end"),
    msgId,
    status: requestEnd,
    executionCount: v.exactOptional(v.number()),
    payload: v.exactOptional(v.array(json)),
    kept: v.exactOptional(v.array(keptFile)),
  }),
  /** Somebody answered an input_request; the value of a password is never here. */
  v.object({
    ...envelope,
    kind: v.literal("input_answered"),
    requestId: msgId,
    parent: v.nullable(msgId),
    client: v.string(),
    value: v.exactOptional(v.string()),
  }),
  v.object({ ...envelope, kind: v.literal("prompt"), prompt: kernelPrompt }),
  /** What a run left in the kernel's variables: all of them, or what is other than in the snapshot before. */
  v.object({
    ...envelope,
    kind: v.literal("variables"),
    /** Of the newest input that had ended. */
    executionCount: v.number(),
    whole: v.boolean(),
    set: v.array(pastVariable),
    removed: v.array(v.string()),
  }),
  /** Text on the kernel process's own stdout or stderr; `offset` is the byte in its file where the text begins. */
  v.object({
    ...envelope,
    kind: v.literal("raw"),
    name: v.picklist(["stdout", "stderr"]),
    offset: v.number(),
    text: v.string(),
    /** What the kernel sent as stream too was taken out of it before. */
    sifted: v.exactOptional(v.literal(true)),
  }),
  /** A turn in the kernel's life. `sentence` says it to the user. */
  v.object({
    ...envelope,
    kind: v.literal("life"),
    event: v.picklist([
      "starting",
      "ready",
      /** Of the shell's configuration: what it does before the first request, and what of it cannot be done. */
      "configured",
      "slow start",
      "start failed",
      "died",
      "restarting",
      "shut down",
      "unresponsive",
      "responsive",
      "interrupted",
      "output may be missing",
      /** A new host has taken over the running kernel; its sentence names the gap. */
      "host replaced",
      /** The question of an input() may have fallen into that gap. */
      "question may be lost",
      "bad message",
      /** What was to be debugged could not be: code was not run then; a process that it has started runs on. */
      "debugger failed",
      "transport",
      /** Of the log itself: the disk takes nothing; it takes what comes again; some of it cannot be read. */
      "log suspended",
      "log resumed",
      "log damaged",
    ]),
    sentence: v.string(),
    exit: v.exactOptional(kernelExit),
  }),
  /** The kernel's debugger has stopped it. */
  v.object({
    ...envelope,
    kind: v.literal("debugger"),
    event: v.literal("stopped"),
    /** msg_id of the request that runs. Hosts of earlier versions do not say it. */
    parent: v.exactOptional(v.string()),
    reason: v.string(),
    /** An exception with its text, or what the debugger says of it. */
    text: v.exactOptional(v.string()),
    frame: v.exactOptional(recordFrame),
    /** How it was let go on before. */
    action: v.exactOptional(v.string()),
  }),
  /** Earlier records were dropped to stay within the log's bound; sent first on attach, never stored. */
  v.object({
    ...envelope,
    kind: v.literal("trimmed"),
    bytes: v.number(),
  }),
]);
export type LogRecord = v.InferOutput<typeof logRecord>;
export type LogRecordOf<Kind extends LogRecord["kind"]> = Extract<LogRecord, { kind: Kind }>;

/** Names of the parts of a block are no longer than this, in UTF-16 units. */
const LONGEST_PIECE = 100;

/** What the user did to one view of a session, kept apart from the log by sequence number, and taken back by `undo`. */
export const viewMark = v.variant("kind", [
  /** Everything up to and with `seq` is out of view. */
  v.object({ kind: v.literal("clear"), seq: v.number() }),
  /** The block that begins at `seq` is folded to its first line. */
  v.object({ kind: v.literal("fold"), seq: v.number() }),
  /** The block that begins at `seq` is out of view. */
  v.object({ kind: v.literal("delete"), seq: v.number() }),
  /** Of the block that begins at `seq` a part is shown whole that is folded by itself: long code, frames of a traceback. */
  v.object({
    kind: v.literal("unfold"),
    seq: v.number(),
    piece: v.pipe(v.string(), v.maxLength(LONGEST_PIECE)),
  }),
]);
export type ViewMark = v.InferOutput<typeof viewMark>;
