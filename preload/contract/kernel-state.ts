/** What a kernel is doing and what it is ready for: the vocabulary of host, main and window. */
import * as v from "valibot";

/** The state words of DESIGN §4, exactly as the status bar shows them. */
export const kernelState = v.picklist([
  "starting",
  "restarting",
  "idle",
  "busy",
  "waiting for input",
  "unresponsive",
  "dead",
  "disconnected",
]);
export type KernelState = v.InferOutput<typeof kernelState>;

/** How a kernel process ended. `code` and `signal` are null when unknown (an adopted kernel: "exit status unknown"). */
export const kernelExit = v.object({
  code: v.nullable(v.number()),
  signal: v.nullable(v.string()),
  /** The end of what it said on its raw stderr (or stdout), at most 4000 characters. */
  words: v.string(),
  /** It was asked to end, by its own code or by a client: no accident. */
  asked: v.exactOptional(v.literal(true)),
});
export type KernelExit = v.InferOutput<typeof kernelExit>;

/** Message of the channel "status": the kernel's state from now on. */
export const kernelStatus = v.object({
  state: kernelState,
  life: v.number(),
  /** Since when, ms since 1970. */
  since: v.number(),
  /** One sentence for the user where the state needs one ("The kernel needs longer than usual to start"). */
  sentence: v.exactOptional(v.string()),
  exit: v.exactOptional(kernelExit),
  /** Process id of the kernel, where there is one. */
  pid: v.exactOptional(v.number()),
  /** From kernel_info_reply, once known. */
  language: v.exactOptional(v.string()),
  languageVersion: v.exactOptional(v.string()),
  banner: v.exactOptional(v.string()),
  /** Anything was executed in this session, by us or another client: ending it then asks first. */
  used: v.boolean(),
  /** Revision of the shell configuration that this life was started with. */
  configuration: v.exactOptional(v.string()),
  /** It stands still in its debugger: the function's name. */
  stoppedIn: v.exactOptional(v.string()),
  /** The kernel may wait for an answer whose question was lost: offer "Send a line of input" ("input_line"). */
  mayWaitForInput: v.exactOptional(v.literal(true)),
  /** What runs has been interrupted and goes on all the same: offer to interrupt again, or to restart. */
  interruptIgnored: v.exactOptional(v.literal(true)),
});
export type KernelStatus = v.InferOutput<typeof kernelStatus>;

/** Message of the channel "usage": what the kernel and the processes that it started take of the machine. */
export const kernelUsage = v.object({
  /** Resident memory, in bytes. */
  memory: v.number(),
  /** Processors kept busy since the message before: 1 is one of them, wholly. */
  cpu: v.number(),
});
export type KernelUsage = v.InferOutput<typeof kernelUsage>;

/**
 * Message of the channel "prompt": what the kernel is ready for (DESIGN §3).
 * `requestId` of kind "input" names the input_request that an input_reply has to answer.
 */
export const kernelPrompt = v.variant("kind", [
  v.object({
    kind: v.literal("primary"),
    text: v.string(),
    executionCount: v.number(),
    /** What stands before further lines of one input, where the kernel says it ("... "). */
    continuation: v.exactOptional(v.string()),
  }),
  v.object({ kind: v.literal("continuation"), text: v.string() }),
  v.object({ kind: v.literal("debugger"), text: v.string(), requestId: v.string(), password: v.boolean() }),
  /** It stands still, and what is sent is evaluated in a frame (channel "debugger"): "fit:10> ". */
  v.object({ kind: v.literal("stopped"), text: v.string() }),
  v.object({ kind: v.literal("input"), text: v.string(), requestId: v.string(), password: v.boolean() }),
  v.object({ kind: v.literal("busy") }),
  v.object({ kind: v.literal("dead") }),
]);
export type KernelPrompt = v.InferOutput<typeof kernelPrompt>;
