/**
 * The channels of a session, between a window (or main, or a terminal) and its kernel-host. For each channel the
 * messages that each side may send: `toHost` is checked by the host, `toClient` by the client.
 */
import * as v from "valibot";
import { dataToClient, dataToHost } from "./data";
import { debuggerToClient, debuggerToHost } from "./debugging";
import { kernelPrompt, kernelStatus, kernelUsage } from "./kernel-state";
import { codeOrigin, logRecord } from "./records";
import { variablesToClient, variablesToHost } from "./variables";
import { wireToClient } from "./wire";

const msgId = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z_-]{8,100}$/));
const code = v.pipe(v.string(), v.maxLength(16 * 1024 * 1024));
const cursor = v.pipe(v.number(), v.integer(), v.minValue(0));
const json = v.record(v.string(), v.unknown());
const seq = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Parameters of opening "log": what the client has already seen. Epoch null and from 0: everything. */
export const logParams = v.object({
  epoch: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Records after this number are wanted. */
  from: seq,
  /** No more than about so many bytes are wanted of what is missing: its end. */
  tail: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** Records after this number are not wanted: `end` follows it. */
  to: v.exactOptional(seq),
});
export type LogParams = v.InferOutput<typeof logParams>;

/** Where reducing may begin: made and read by preload/transcript, which alone knows what else is in it. */
export interface OpaqueStart {
  /** `seq`: number of the newest record that it covers. */
  readonly checkpoint: { readonly seq: number };
}
const start = v.custom<OpaqueStart>(
  (value) => typeof value === "object" && value !== null && "checkpoint" in value,
);

/**
 * "log", host to client. First `attached`: the host's epoch; `valid`, the last number of the client's epoch that the
 * host knows as well (the client discards what lies beyond); `last`, the newest number at this moment, so that the
 * client knows when it has caught up. Then records, oldest first, and live ones without a seam. With `start` (only where
 * the client asked for a `tail`) they do not follow on what the client has, but on that checkpoint.
 */
export const logToClient = v.variant("type", [
  v.object({
    type: v.literal("attached"),
    epoch: v.number(),
    valid: seq,
    first: seq,
    last: seq,
    start: v.exactOptional(start),
  }),
  v.object({ type: v.literal("records"), records: v.array(logRecord) }),
  v.object({ type: v.literal("end") }),
]);
export type LogToClient = v.InferOutput<typeof logToClient>;

/**
 * "shell", client to host: requests named as in the Jupyter protocol. `id` becomes the msg_id. All but execute_request,
 * input_reply, input_line and cancel are answered on this channel with the same `id`; of an execute_request the channel tells
 * only whether it was accepted: what comes of it stands in the log.
 */
export const shellToHost = v.variant("type", [
  v.object({
    type: v.literal("execute_request"),
    id: msgId,
    code,
    origin: v.exactOptional(codeOrigin),
    /** The kernel goes to the folder of the origin's file first. */
    changeFolder: v.exactOptional(v.literal(true)),
    /** It stops at breakpoints; where there are none, where it begins. */
    debug: v.exactOptional(v.literal(true)),
    /** The debugger stands in the error raised last; where it cannot, `code` is run. */
    postMortem: v.exactOptional(v.literal(true)),
  }),
  /** Takes back an execute_request that still waits in the host's queue. */
  v.object({ type: v.literal("cancel"), id: msgId }),
  v.object({ type: v.literal("complete_request"), id: msgId, code, cursorPos: cursor }),
  v.object({
    type: v.literal("inspect_request"),
    id: msgId,
    code,
    cursorPos: cursor,
    detailLevel: v.picklist([0, 1]),
  }),
  v.object({ type: v.literal("is_complete_request"), id: msgId, code }),
  v.object({
    type: v.literal("history_request"),
    id: msgId,
    n: v.pipe(v.number(), v.integer(), v.maxValue(10_000)),
  }),
  /** Which modules a Python kernel has loaded from a file (an absolute path). */
  v.object({
    type: v.literal("modules_request"),
    id: msgId,
    file: v.pipe(v.string(), v.minLength(1), v.maxLength(4096)),
  }),
  /** Answers the input_request `requestId`; the first answer counts. */
  v.object({ type: v.literal("input_reply"), id: msgId, requestId: v.string(), value: v.string() }),
  /** A line for a kernel that may wait for one although its question was never heard (status `mayWaitForInput`). */
  v.object({ type: v.literal("input_line"), id: msgId, value: v.string() }),
]);
export type ShellToHost = v.InferOutput<typeof shellToHost>;
/** What is asked in passing, and answered without running anything of the user's. */
export type ShellQuery = Extract<
  ShellToHost,
  {
    type:
      | "complete_request"
      | "inspect_request"
      | "is_complete_request"
      | "history_request"
      | "modules_request";
  }
>;

/** Cursor positions in requests and replies count UTF-16 units here; the host converts to the protocol's code points. */
export const shellToClient = v.variant("type", [
  v.object({ type: v.literal("accepted"), id: v.string() }),
  /** The request was not carried out; `reason` is a sentence for the user. */
  v.object({ type: v.literal("refused"), id: v.string(), reason: v.string() }),
  /** The kernel is busy and has no subshell: ask again later, or use a local rule. */
  v.object({ type: v.literal("busy"), id: v.string() }),
  v.object({
    type: v.literal("complete_reply"),
    id: v.string(),
    matches: v.array(v.string()),
    cursorStart: cursor,
    cursorEnd: cursor,
    metadata: json,
  }),
  v.object({ type: v.literal("inspect_reply"), id: v.string(), found: v.boolean(), data: json }),
  v.object({
    type: v.literal("is_complete_reply"),
    id: v.string(),
    status: v.picklist(["complete", "incomplete", "invalid", "unknown"]),
    indent: v.string(),
  }),
  v.object({ type: v.literal("history_reply"), id: v.string(), history: v.array(v.string()) }),
  /** `load` is another one once the module was loaded anew. */
  v.object({
    type: v.literal("modules_reply"),
    id: v.string(),
    modules: v.array(v.object({ name: v.string(), load: v.string() })),
  }),
]);
export type ShellToClient = v.InferOutput<typeof shellToClient>;

/** "control", client to host: never waits behind output or requests. Each is answered with `done` or `refused`. */
export const controlToHost = v.variant("type", [
  v.object({ type: v.literal("interrupt"), id: msgId }),
  v.object({ type: v.literal("restart"), id: msgId }),
  /**
   * Ends the kernel by escalation, then the host itself. With `ifUnused` it is refused when anything was ever run, unless
   * the kernel is dead and nothing but the log is left.
   */
  v.object({ type: v.literal("shutdown"), id: msgId, ifUnused: v.exactOptional(v.boolean()) }),
]);
export type ControlToHost = v.InferOutput<typeof controlToHost>;

export const controlToClient = v.variant("type", [
  v.object({ type: v.literal("done"), id: v.string() }),
  v.object({ type: v.literal("refused"), id: v.string(), reason: v.string() }),
]);
export type ControlToClient = v.InferOutput<typeof controlToClient>;

/**
 * Every channel of a session with its two directions. `status` and `prompt` send the present value when opened, then
 * each change; clients say nothing on them, nor on `log`.
 */
export const sessionChannels = {
  log: { params: logParams, toHost: v.never(), toClient: logToClient },
  shell: { params: v.undefined(), toHost: shellToHost, toClient: shellToClient },
  control: { params: v.undefined(), toHost: controlToHost, toClient: controlToClient },
  status: { params: v.undefined(), toHost: v.never(), toClient: kernelStatus },
  prompt: { params: v.undefined(), toHost: v.never(), toClient: kernelPrompt },
  /** Nothing is measured while nobody has it open. */
  usage: { params: v.undefined(), toHost: v.never(), toClient: kernelUsage },
  /** The kernel is not asked while nobody has it open, but once after each run. */
  variables: { params: v.undefined(), toHost: variablesToHost, toClient: variablesToClient },
  /** The kernel is not asked but by clients. */
  data: { params: v.undefined(), toHost: dataToHost, toClient: dataToClient },
  /** The host's messages to and from the kernel are not looked at while nobody has it open. */
  wire: { params: v.undefined(), toHost: v.never(), toClient: wireToClient },
  debugger: { params: v.undefined(), toHost: debuggerToHost, toClient: debuggerToClient },
} as const;

export type SessionChannelName = keyof typeof sessionChannels;
/** The names, for whoever checks an `open` from outside. */
export const sessionChannelNames = Object.keys(sessionChannels) as SessionChannelName[];
