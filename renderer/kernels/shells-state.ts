/** What the window keeps of its shells over a reload: which views there are, where they stand, and which one is in front. */
import * as v from "valibot";
import { shellPanes } from "./shell-panes";

const viewState = v.object({
  view: v.string(),
  session: v.string(),
  /** False: the tab was closed while the kernel ran on. */
  open: v.boolean(),
  /** How far the view had shown the log, and when it was last there (ms since 1970). */
  seen: v.exactOptional(v.object({ seq: v.number(), time: v.number() })),
  /** What was typed into the input and not sent. */
  draft: v.exactOptional(v.string()),
  /** What was typed as answers to questions and not sent, by the question's request. */
  answers: v.exactOptional(v.record(v.string(), v.string())),
});
export type ViewState = v.InferOutput<typeof viewState>;

export const shellsState = v.object({
  /** Open ones in the order of their tabs. */
  views: v.array(viewState),
  front: v.nullable(v.string()),
  panes: v.fallback(v.optional(shellPanes), undefined),
});
export type ShellsState = v.InferOutput<typeof shellsState>;

export const NO_SHELLS: ShellsState = { views: [], front: null };
