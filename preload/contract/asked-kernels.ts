/** What main asks the program ask-kernels on its stdin, and what that answers on its stdout, as JSON. */
import * as v from "valibot";
import { connectionInfo } from "./connection-info";

export const kernelsQuestion = v.object({
  kernels: v.array(connectionInfo),
  /** Also what they say of themselves. */
  about: v.boolean(),
  /** A kernel that answers no heartbeat for so long does not live, in ms. */
  limitMs: v.number(),
});
export type KernelsQuestion = v.InferOutput<typeof kernelsQuestion>;

/** The answer about one kernel. */
export const askedKernel = v.object({
  answers: v.boolean(),
  language: v.exactOptional(v.string()),
});
export type AskedKernel = v.InferOutput<typeof askedKernel>;
