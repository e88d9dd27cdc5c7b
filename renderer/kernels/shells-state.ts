/** What the window keeps of its shells over a reload: which views there are, and which one is in front. */
import * as v from "valibot";

export const shellsState = v.object({
  /** In the order of their tabs; `open` false: the tab was closed while the kernel ran on. */
  views: v.array(
    v.object({
      view: v.string(),
      session: v.string(),
      open: v.boolean(),
      /** How far the view had shown the log, and when it was last there (ms since 1970). */
      seen: v.optional(v.object({ seq: v.number(), time: v.number() })),
    }),
  ),
  front: v.nullable(v.string()),
});
export type ShellsState = v.InferOutput<typeof shellsState>;

export const NO_SHELLS: ShellsState = { views: [], front: null };
