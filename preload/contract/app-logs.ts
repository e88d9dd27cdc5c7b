/** The logs that people look into when something went wrong: the app's own, and those of the kernels' hosts. */
import * as v from "valibot";
import { id } from "./fields";

export const appLogRequests = {
  /** The end of a log: of the app's (null), or of the host of a session; "" where there is none. */
  "logs.read": {
    input: v.object({ session: v.nullable(id) }),
    output: v.object({
      path: v.string(),
      text: v.string(),
      /** Bytes before it that are left out. */
      before: v.number(),
    }),
  },
} as const;
