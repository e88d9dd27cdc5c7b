/** The breakpoints that the app keeps for all windows. */
import * as v from "valibot";
import { breakpointSet, exceptionBreakpoints, fileBreakpoints, functionBreakpoint } from "./debugging";
import { nothing } from "./fields";

export const breakpointRequests = {
  "breakpoints.read": { input: nothing, output: breakpointSet },
  /** Those of one file, in place of what it had; none: it has none any more. */
  "breakpoints.setFile": { input: fileBreakpoints, output: nothing },
  /** Those on functions and exceptions. */
  "breakpoints.setOthers": {
    input: v.object({
      functions: v.pipe(v.array(functionBreakpoint), v.maxLength(200)),
      exceptions: exceptionBreakpoints,
    }),
    output: nothing,
  },
} as const;

export const breakpointEvents = {
  /** Another window has changed them. */
  "breakpoints.changed": breakpointSet,
} as const;
