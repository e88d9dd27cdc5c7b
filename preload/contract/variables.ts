/**
 * What the names of a kernel's language stand for: what kernels answer (`variableList`), what hosts tell windows (the
 * channel "variables"), and what of it stands in the log.
 *
 * Kernels that can tell it have the ability "variables" (kernel_info_reply.tandem.abilities), or are taught it by their
 * host (kernel-host/variables). They answer `tandem_variables_request` on control, also while code runs, without running
 * anything of the user's: `{ path?, from?, count? }` asks for the variables, or for the parts of what `path` leads to:
 * the `key` of a variable and of a part of what stands before, each. Reply: `variableList`, or the status alone.
 *
 * `{ hold: key }` keeps a variable's value, those of the last 20, `{ restore: true }` gives the last one back, `{ release: true }`
 * lets go of all: answered with status "ok" and no rows, or "gone".
 *
 * While a debugger has the kernel stand still a path may begin in a frame (preload/contract/debugging, "path"): "f:7" are
 * the names of one, "t:2" is a value that was taken out of one. `{ leave: true }` lets go of all frames.
 */
import * as v from "valibot";

/** Most rows of one answer. */
export const MOST_VARIABLES = 2000;
/** Parts that are asked for at once, where something is expanded. */
export const PARTS_AT_ONCE = 100;
/** Longest path to a part: deeper a window cannot expand. */
export const DEEPEST_PART = 40;

const line = (most: number) => v.pipe(v.string(), v.maxLength(most));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const key = line(2000);

export const variableKind = v.picklist([
  "number",
  "text",
  "sequence",
  "mapping",
  "array",
  "table",
  "object",
  "function",
  "class",
  "module",
  "other",
]);
export type VariableKind = v.InferOutput<typeof variableKind>;

/** A variable, or a part of one. All texts are one line, without control characters. */
export const variable = v.object({
  /** Finds it again, among its sisters. */
  key,
  name: line(1000),
  /** How code gets it from what it is a part of (".x", "[0]"); of a variable how code names it. Null: it cannot. */
  access: v.nullable(line(1000)),
  kind: variableKind,
  type: line(1000),
  /** "1000×3", or a length; empty where there is neither. */
  shape: line(400),
  value: line(2000),
  /** Bytes that it takes itself; of what a container holds only the places. Null: not known. */
  size: v.nullable(v.number()),
  /** It can be expanded. */
  parts: v.boolean(),
  /** A cheap sign of what it holds: another one when it may have changed. */
  mark: line(200),
  /** Of variables: private names begin with an underscore; imported are modules, and what they define. */
  origin: v.exactOptional(v.picklist(["own", "private", "imported"])),
  /** There was no time left to look at its value. */
  late: v.exactOptional(v.boolean()),
  /** The answer to a password prompt is in its value, which is kept nowhere then. */
  secret: v.exactOptional(v.boolean()),
});
export type Variable = v.InferOutput<typeof variable>;

/**
 * Content of `tandem_variables_reply`. "busy": the kernel could not tell now; "gone": the path leads nowhere any more.
 * `took`: ms of work that it was for the kernel.
 */
export const variableList = v.variant("status", [
  v.object({
    status: v.literal("ok"),
    /** How many there are in all. */
    total: count,
    variables: v.pipe(v.array(variable), v.maxLength(MOST_VARIABLES)),
    took: v.number(),
  }),
  v.object({ status: v.literal("busy") }),
  v.object({ status: v.literal("gone") }),
  v.object({ status: v.literal("error"), ename: v.exactOptional(line(1000)) }),
]);
export type VariableList = v.InferOutput<typeof variableList>;

/** A variable as the workspace has it. */
export const workspaceVariable = v.object({
  ...variable.entries,
  /** What the last run did to it. */
  change: v.exactOptional(v.picklist(["new", "changed"])),
});
export type WorkspaceVariable = v.InferOutput<typeof workspaceVariable>;

/** Of what a list of variables is: the newest input that had begun when it was read. */
export const asOf = v.object({
  life: count,
  /** Execution count; 0: nothing had been run. */
  executionCount: count,
  /** That input was running still. */
  running: v.boolean(),
  /** When it was read, ms since 1970. */
  time: v.number(),
});
export type AsOf = v.InferOutput<typeof asOf>;

/**
 * Why there is no list, or no newer one: this kernel cannot tell its variables; it could not tell them yet; it is gone.
 */
export const workspaceLack = v.picklist(["cannot", "not yet", "no kernel"]);

/** So many variables a snapshot has at most: of a kernel with more it is only of the first ones. */
export const MOST_IN_SNAPSHOT = 1_000;

/** A short past of one variable, as it stands in the log. */
export const pastVariable = v.object({
  name: line(1000),
  kind: variableKind,
  type: line(1000),
  shape: line(400),
  value: line(2000),
  mark: line(200),
  origin: v.exactOptional(v.picklist(["own", "private", "imported"])),
});
export type PastVariable = v.InferOutput<typeof pastVariable>;

/** A record of the log that has a snapshot: its number, and of what it is. */
export const pastEntry = v.object({ seq: count, life: count, executionCount: count, time: v.number() });
export type PastEntry = v.InferOutput<typeof pastEntry>;

const id = v.pipe(v.string(), v.regex(/^[0-9a-zA-Z_-]{8,100}$/));

/** "variables", client to host. Each is answered once, by a message with its `id`. */
export const variablesToHost = v.variant("type", [
  /** The parts of what `path` leads to, from number `from` on. */
  v.object({
    type: v.literal("parts"),
    id,
    path: v.pipe(v.array(key), v.minLength(1), v.maxLength(DEEPEST_PART)),
    from: count,
    count: v.pipe(count, v.maxValue(MOST_VARIABLES)),
  }),
  /** Keeps the value of a variable that is about to be deleted for a while, in place of what was kept before. */
  v.object({ type: v.literal("hold"), id, key }),
  /** Gives the variable whose value is kept back, unless there is another one of its name by now. */
  v.object({ type: v.literal("restore"), id }),
  /** Which snapshots the log has: the newest. */
  v.object({ type: v.literal("past"), id }),
  /** The variables of one of them. */
  v.object({ type: v.literal("snapshot"), id, seq: count }),
]);
export type VariablesToHost = v.InferOutput<typeof variablesToHost>;

/** "variables", host to client: `list` when the channel opens and whenever it is another one; the rest are answers. */
export const variablesToClient = v.variant("type", [
  v.object({
    type: v.literal("list"),
    variables: v.pipe(v.array(workspaceVariable), v.maxLength(MOST_VARIABLES)),
    total: count,
    /** Absent while there is no list. */
    asOf: v.exactOptional(asOf),
    lack: v.exactOptional(workspaceLack),
  }),
  v.object({ type: v.literal("parts"), id: v.string(), list: variableList }),
  /** Whether what was asked for ("hold", "restore") was done. */
  v.object({ type: v.literal("done"), id: v.string(), done: v.boolean() }),
  v.object({
    type: v.literal("past"),
    id: v.string(),
    entries: v.pipe(v.array(pastEntry), v.maxLength(10_000)),
    /** Earlier ones are in the log that were not looked for. */
    more: v.boolean(),
  }),
  v.object({
    type: v.literal("snapshot"),
    id: v.string(),
    /** Null: it is not in the log any more. */
    variables: v.nullable(v.array(pastVariable)),
  }),
]);
export type VariablesToClient = v.InferOutput<typeof variablesToClient>;
export type WorkspaceList = Extract<VariablesToClient, { type: "list" }>;
