/** Earlier texts of the user's files, kept by main with each save and each run: the local history. */
import * as v from "valibot";
import { nothing, path } from "./fields";

/** Why a version was kept: it was saved, it was run, or it was there before something of Tandem's wrote over it. */
export const versionReason = v.picklist(["save", "run", "before"]);
export type VersionReason = v.InferOutput<typeof versionReason>;

/** Names a version of a file: its time in ms since 1970, its reason, and the beginning of its text's SHA-256. */
export const versionId = v.pipe(v.string(), v.regex(/^\d{12,16}-(?:save|run|before)-[0-9a-f]{16}$/));

export const fileVersion = v.object({
  id: versionId,
  /** In ms since 1970. */
  time: v.number(),
  reason: versionReason,
});
export type FileVersion = v.InferOutput<typeof fileVersion>;

/** A longer text is not kept, in UTF-16 units: its versions would push out those of all others. */
export const MOST_KEPT_CHARS = 4 * 1024 * 1024;

export const localHistoryRequests = {
  /** Keeps a text that is run. Where the newest version is the same text nothing is added. */
  "localHistory.keep": {
    input: v.object({ path, text: v.pipe(v.string(), v.maxLength(MOST_KEPT_CHARS)) }),
    output: nothing,
  },
  /** The versions of a file, newest first. */
  "localHistory.list": { input: v.object({ path }), output: v.array(fileVersion) },
  /** The text of one, with "\n" at the line ends. Fails with a sentence where it is gone or broken. */
  "localHistory.read": { input: v.object({ path, id: versionId }), output: v.object({ text: v.string() }) },
  /** Deletes all versions of a file. */
  "localHistory.forget": { input: v.object({ path }), output: nothing },
} as const;

export const localHistoryEvents = {
  /** A version of this file was kept. */
  "localHistory.kept": v.object({ path }),
} as const;
