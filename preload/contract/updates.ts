/** Newer versions of the app, and what the app is made of. */
import * as v from "valibot";

/** Where the update of the app stands. */
export const updateState = v.variant("state", [
  /** This copy does not update itself; the sentence says who does. */
  v.object({ state: v.literal("off"), sentence: v.string() }),
  v.object({ state: v.literal("idle") }),
  v.object({ state: v.literal("checking") }),
  /** There is no newer one. */
  v.object({ state: v.literal("current") }),
  /** `notes`: release notes as plain text. */
  v.object({ state: v.literal("available"), version: v.string(), notes: v.string() }),
  v.object({ state: v.literal("downloading"), version: v.string(), percent: v.number() }),
  /** It is put in place when the app ends. */
  v.object({ state: v.literal("ready"), version: v.string(), notes: v.string() }),
  v.object({ state: v.literal("failed"), sentence: v.string() }),
]);
export type UpdateState = v.InferOutput<typeof updateState>;

export const updateRequests = {
  "update.state": { input: v.undefined(), output: updateState },
  /** Looks for a newer version; resolves when it is known whether there is one. */
  "update.check": { input: v.undefined(), output: updateState },
  /** Fetches the version that was found; resolves when it is there. */
  "update.download": { input: v.undefined(), output: updateState },
  /** Quits (every window is asked), puts the fetched version in place and starts it. */
  "update.restart": { input: v.undefined(), output: v.undefined() },
  /** Versions of what the app is made of, in the order to show them. */
  "update.madeOf": {
    input: v.undefined(),
    output: v.array(v.object({ name: v.string(), version: v.string() })),
  },
} as const;

export const updateEvents = {
  "update.changed": updateState,
} as const;
