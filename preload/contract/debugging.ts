/**
 * The debugger of a session: what windows ask of it and are told, and the breakpoints that the app keeps. Between host and
 * kernel the Debug Adapter Protocol is spoken (kernel-host/debugger); what of it reaches a window is bounded here.
 */
import * as v from "valibot";
import { codeOrigin } from "./records";

/** Most breakpoints that are kept, and most of one file. */
export const MOST_BREAKPOINTS = 2000;
/** Most frames of a stack that are told. */
export const MOST_FRAMES = 200;
/** Most children of one value that are told at once. */
export const MOST_CHILDREN = 1000;
/** Most processes that the code of one kernel has started and that are debugged at a time. */
export const MOST_PROCESSES = 8;
/** Longest value in a list, in UTF-16 units; and of one that was evaluated. */
export const MOST_VALUE_CHARS = 2000;
export const MOST_RESULT_CHARS = 100_000;

const line = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const lineNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000));
const id = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z_-]{8,100}$/));
const expression = line(16_384);
const file = line(4096);
const number = v.pipe(v.number(), v.safeInteger());

/** A breakpoint in a file. */
export const breakpoint = v.object({
  line: lineNumber,
  /** The line as it stands in the editor, without blanks at its ends: by it the host knows whether what ran is the same. */
  text: line(1000),
  enabled: v.boolean(),
  condition: v.exactOptional(expression),
  /** How often it is passed before it stops: a number, or what the debugger takes (">= 3", "% 2"). */
  hitCondition: v.exactOptional(line(200)),
  /** It does not stop, but prints this; expressions in braces. */
  logMessage: v.exactOptional(expression),
});
export type Breakpoint = v.InferOutput<typeof breakpoint>;

/** Breakpoints of one file: an absolute path, or the name of an untitled one. */
export const fileBreakpoints = v.object({
  file,
  breakpoints: v.pipe(v.array(breakpoint), v.maxLength(MOST_BREAKPOINTS)),
});
export type FileBreakpoints = v.InferOutput<typeof fileBreakpoints>;

export const functionBreakpoint = v.object({
  name: line(1000),
  enabled: v.boolean(),
  condition: v.exactOptional(expression),
});
export type FunctionBreakpoint = v.InferOutput<typeof functionBreakpoint>;

/** Exceptions that stop: all that are raised, those that nobody catches, those that leave the user's own code. */
export const exceptionBreakpoints = v.object({
  raised: v.boolean(),
  uncaught: v.boolean(),
  userUncaught: v.boolean(),
  /** Names ("ValueError") where not all of them stop. */
  names: v.pipe(v.array(line(200)), v.maxLength(100)),
});
export type ExceptionBreakpoints = v.InferOutput<typeof exceptionBreakpoints>;

/** All breakpoints that the app keeps. */
export const breakpointSet = v.object({
  files: v.pipe(v.array(fileBreakpoints), v.maxLength(500)),
  functions: v.pipe(v.array(functionBreakpoint), v.maxLength(200)),
  exceptions: exceptionBreakpoints,
});
export type BreakpointSet = v.InferOutput<typeof breakpointSet>;

export const NO_BREAKPOINTS: BreakpointSet = {
  files: [],
  functions: [],
  exceptions: { raised: false, uncaught: false, userUncaught: false, names: [] },
};

/** Where code is: in a file of the user's or a library's, in an untitled one (its name), or in neither (null). */
export const stackFrame = v.object({
  /** Names it while the kernel is stopped. */
  id: number,
  name: line(500),
  file: v.nullable(file),
  line: count,
  column: count,
  /** It is of a library, not of the user's own code. */
  library: v.boolean(),
});
export type StackFrame = v.InferOutput<typeof stackFrame>;

export const debuggedThread = v.object({ id: number, name: line(200) });

/** What of a breakpoint the kernel has said. */
export const breakpointState = v.object({
  file,
  line: lineNumber,
  /** It will stop there. */
  verified: v.boolean(),
  /** Why not: a sentence. */
  reason: v.exactOptional(line(500)),
});
export type BreakpointState = v.InferOutput<typeof breakpointState>;

/** What the kernel has said of a breakpoint on a function. */
export const functionState = v.object({
  name: line(1000),
  verified: v.boolean(),
  reason: v.exactOptional(line(500)),
});
export type FunctionState = v.InferOutput<typeof functionState>;

/** An error, and how it belongs to the one before it; "earlier": it ended what ran before that. */
export const pastException = v.object({
  text: line(500),
  relation: v.picklist(["raised", "cause", "context", "member", "earlier"]),
});
export type PastException = v.InferOutput<typeof pastException>;

/** The kernel stands still. */
export const debuggerStop = v.object({
  /** Another one for each stop of the session. */
  number: count,
  reason: v.picklist(["breakpoint", "step", "exception", "pause", "entry", "goto", "post-mortem", "other"]),
  /** What the debugger says of it, or the exception with its text. */
  text: v.exactOptional(line(MOST_VALUE_CHARS)),
  thread: number,
  threads: v.pipe(v.array(debuggedThread), v.maxLength(200)),
  /** Of `thread`, innermost first. */
  frames: v.pipe(v.array(stackFrame), v.maxLength(MOST_FRAMES)),
  /** There are more frames. */
  more: v.boolean(),
  /** Of a stop in an error that has ended: that error, what it came of, and what is in a group; `exception` is looked at. */
  exceptions: v.exactOptional(v.pipe(v.array(pastException), v.maxLength(50))),
  exception: v.exactOptional(count),
  /** The client whose request runs, where it is one. */
  client: v.exactOptional(line(200)),
});
export type DebuggerStop = v.InferOutput<typeof debuggerStop>;

/** What the kernel's debugger can, beside stopping and stepping. */
export const debuggerAbility = v.picklist(["restartFrame", "setVariable", "goto", "completions", "pause"]);
export type DebuggerAbility = v.InferOutput<typeof debuggerAbility>;

/** A process that the code has started: it waits for a debugger of its own, which is reached there ("127.0.0.1:5678"). */
export const waitingProcess = v.object({
  process: v.pipe(count, v.minValue(1)),
  address: v.pipe(line(300), v.regex(/^[0-9A-Za-z.:-]{3,270}$/)),
});
export type WaitingProcess = v.InferOutput<typeof waitingProcess>;

/** Most folders of which it is said where they are for a kernel of another computer. */
export const MOST_FOLDER_MAPPINGS = 20;
const folder = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(4096));
/** A folder: where it is for the user, and where the kernel has it. */
export const folderMapping = v.object({ here: folder, there: folder });
export type FolderMapping = v.InferOutput<typeof folderMapping>;

/** What the user's settings say of the debugger. */
export const debuggerSettings = v.object({
  /** Processes that the code starts wait for a debugger of their own. */
  processes: v.boolean(),
  folders: v.pipe(v.array(folderMapping), v.maxLength(MOST_FOLDER_MAPPINGS)),
});
export type DebuggerSettings = v.InferOutput<typeof debuggerSettings>;
export const DEFAULT_DEBUGGER_SETTINGS: DebuggerSettings = { processes: false, folders: [] };

/** Most pieces of code that a process is told of, and the longest, in UTF-16 units: longer ones are left out. */
export const MOST_RAN = 50;
export const MOST_RAN_CHARS = 100_000;
/** Code that a kernel has run under a name of its own, which processes that it starts have it under too. */
export const ranPiece = v.object({
  code: line(MOST_RAN_CHARS),
  path: file,
  origin: v.exactOptional(codeOrigin),
});
export type RanPiece = v.InferOutput<typeof ranPiece>;

/** "debugger", host to client: the state when the channel opens and whenever it is another one. */
export const debuggerState = v.object({
  type: v.literal("state"),
  /** Whether the kernel has a debugger; `reason` says why not, and how to get one. */
  has: v.picklist(["unknown", "yes", "no"]),
  reason: v.exactOptional(line(1000)),
  abilities: v.pipe(v.array(debuggerAbility), v.maxLength(10)),
  /** It is at work in this life of the kernel. */
  started: v.boolean(),
  /** The kernel is a program that runs by itself, and was attached to. */
  attached: v.exactOptional(v.literal(true)),
  /** Whatever is run stops at breakpoints, not only what is debugged. */
  atBreakpoints: v.boolean(),
  /** Libraries are passed over. Hosts of earlier versions do not say it. */
  justMyCode: v.optional(v.boolean(), true),
  breakpoints: v.pipe(v.array(breakpointState), v.maxLength(MOST_BREAKPOINTS)),
  /** Hosts of earlier versions do not say it. */
  functions: v.exactOptional(v.pipe(v.array(functionState), v.maxLength(200))),
  /** They wait for a client that takes them; none is there mostly. */
  processes: v.exactOptional(v.pipe(v.array(waitingProcess), v.maxLength(MOST_PROCESSES))),
  stopped: v.nullable(debuggerStop),
});
export type DebuggerState = v.InferOutput<typeof debuggerState>;

export const debugValue = v.object({
  name: line(500),
  value: line(MOST_VALUE_CHARS),
  type: line(500),
  /** Asks for its children while the kernel is stopped; 0: there are none. */
  reference: count,
  /** How code names it. */
  evaluateName: v.exactOptional(line(2000)),
});
export type DebugValue = v.InferOutput<typeof debugValue>;

export const debugScope = v.object({ name: line(200), reference: count, expensive: v.boolean() });
export type DebugScope = v.InferOutput<typeof debugScope>;

export const stepAction = v.picklist(["continue", "next", "stepIn", "stepOut", "pause", "stop"]);
export type StepAction = v.InferOutput<typeof stepAction>;

/** "debugger", client to host. Each is answered once, by a message with its `id`. */
export const debuggerToHost = v.variant("type", [
  /** All breakpoints there are: what is run next meets them. Answered with `done`. */
  v.object({ type: v.literal("breakpoints"), id, set: breakpointSet }),
  v.object({ type: v.literal("atBreakpoints"), id, on: v.boolean() }),
  /** `stop` is the number of the stop that it leads away from: a second window's step of the same stop is refused. */
  v.object({ type: v.literal("step"), id, action: stepAction, stop: v.exactOptional(count) }),
  v.object({ type: v.literal("restartFrame"), id, frame: number }),
  /** Goes on to that line, where nothing stops it before. */
  v.object({ type: v.literal("runTo"), id, file, line: lineNumber, text: line(1000) }),
  /** The line of the frame in front that comes next. */
  v.object({ type: v.literal("goto"), id, file, line: lineNumber }),
  /** Of a stop in an error that has ended: looks at another one of its `exceptions`. */
  v.object({ type: v.literal("exception"), id, stop: count, exception: count }),
  /** Steps and exceptions pass over what is not the user's own code; counts from the next start of the debugger. */
  v.object({ type: v.literal("justMyCode"), id, on: v.boolean() }),
  /** Counts from the next start of the kernel's debugger. */
  v.object({ type: v.literal("settings"), id, ...debuggerSettings.entries }),
  /**
   * The client attaches to a process that waits, as a session of its own: the first counts, and is answered with `ran`, the
   * others are refused.
   */
  v.object({ type: v.literal("takeProcess"), id, process: count }),
  /** A process that was taken could not be attached to: it runs on without a debugger. */
  v.object({ type: v.literal("releaseProcess"), id, process: count }),
  /** What the code was that the process has from the one that started it. Said before any breakpoints. */
  v.object({ type: v.literal("ran"), id, ran: v.pipe(v.array(ranPiece), v.maxLength(MOST_RAN)) }),
  v.object({ type: v.literal("scopes"), id, frame: number }),
  v.object({ type: v.literal("children"), id, reference: count }),
  v.object({ type: v.literal("stack"), id, thread: number }),
  /** In the frame: of "prompt" the transcript has a block, of the others nothing is kept. */
  v.object({
    type: v.literal("evaluate"),
    id,
    frame: number,
    expression,
    purpose: v.picklist(["prompt", "watch", "hover"]),
  }),
  /**
   * Where the workspace and the data viewer find the names of a frame, as long as it stands; or the value of an expression
   * in it, which the kernel keeps for as long as it is looked at. Python alone has it.
   */
  v.object({ type: v.literal("path"), id, frame: number, expression: v.exactOptional(expression) }),
  v.object({ type: v.literal("set"), id, reference: count, name: line(500), value: expression }),
  v.object({ type: v.literal("complete"), id, frame: number, text: expression, cursor: count }),
]);
export type DebuggerToHost = v.InferOutput<typeof debuggerToHost>;

export const debuggerToClient = v.variant("type", [
  debuggerState,
  v.object({ type: v.literal("done"), id: v.string() }),
  v.object({
    type: v.literal("ran"),
    id: v.string(),
    ran: v.pipe(v.array(ranPiece), v.maxLength(MOST_RAN)),
  }),
  /** `reason` is a sentence for the user, or what the kernel's debugger said. */
  v.object({ type: v.literal("refused"), id: v.string(), reason: line(MOST_RESULT_CHARS) }),
  v.object({
    type: v.literal("scopes"),
    id: v.string(),
    scopes: v.pipe(v.array(debugScope), v.maxLength(20)),
  }),
  v.object({
    type: v.literal("children"),
    id: v.string(),
    children: v.pipe(v.array(debugValue), v.maxLength(MOST_CHILDREN)),
    /** So many are not here. */
    left: count,
  }),
  v.object({
    type: v.literal("stack"),
    id: v.string(),
    frames: v.pipe(v.array(stackFrame), v.maxLength(MOST_FRAMES)),
  }),
  v.object({
    type: v.literal("value"),
    id: v.string(),
    value: v.object({ ...debugValue.entries, value: line(MOST_RESULT_CHARS) }),
  }),
  /** As questions about variables and tables have it (preload/contract/variables). */
  v.object({ type: v.literal("path"), id: v.string(), path: v.pipe(v.array(line(100)), v.length(1)) }),
  v.object({
    type: v.literal("completions"),
    id: v.string(),
    matches: v.pipe(v.array(line(500)), v.maxLength(500)),
    start: count,
  }),
]);
export type DebuggerToClient = v.InferOutput<typeof debuggerToClient>;
export type DebuggerAnswer = Exclude<DebuggerToClient, DebuggerState>;
