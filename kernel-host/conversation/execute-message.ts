/** What an execute_request holds, and what its reply says (Jupyter messaging, "Execute"). */
import type { Json } from "../wire/message";
import type { ExecuteReply } from "./request-queue";

export function executeContent(code: string): Json {
  return {
    code,
    silent: false,
    store_history: true,
    user_expressions: {},
    allow_stdin: true,
    stop_on_error: true,
  };
}

/** Code of the host's own, of which nothing is shown, counted or kept. */
export function silentContent(code: string): Json {
  const quiet = { silent: true, store_history: false, allow_stdin: false, stop_on_error: false };
  return { ...executeContent(code), ...quiet };
}

/**
 * Metadata by which Tandem's own kernels number the lines of tracebacks; others pass over it. Empty for code of no file.
 * @param line counts from 1
 */
export function originMetadata(file: string | undefined, line: number): { readonly metadata?: Json } {
  return file === undefined ? {} : { metadata: { tandem: { origin: { file, line } } } };
}

/** Whether the kernel is about to end, because the code asked for it: the payload "ask_exit" of `exit()`. */
export function asksExit({ payload = [] }: ExecuteReply): boolean {
  return payload.some(({ source, keepkernel }) => source === "ask_exit" && keepkernel !== true);
}

export function readExecuteReply(content: Json): ExecuteReply {
  const { status, execution_count: count, payload } = content;
  return {
    // "abort" is what kernels of protocol 5.0 and before, and some later ones, say.
    status: status === "ok" ? "ok" : status === "aborted" || status === "abort" ? "aborted" : "error",
    ...(typeof count === "number" ? { executionCount: count } : {}),
    ...(Array.isArray(payload)
      ? { payload: payload.filter((item) => typeof item === "object" && item !== null) }
      : {}),
  };
}
