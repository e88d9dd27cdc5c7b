/** The contents of replies (protocol "Request-Reply", "Execution results"). */
import type { Json } from "../../wire/message";
import type { ErrorInfo, ExecuteOutcome } from "./kernel-implementation";

/** What is replied to a request; undefined for messages that have no reply. */
export type Answer = { readonly content: Json; readonly metadata?: Json } | undefined;

/** The outcome of what still ran when the kernel ended. */
export const KERNEL_ENDED: ExecuteOutcome = {
  status: "error",
  ename: "KernelEnded",
  evalue: "The kernel ended before this request did.",
  traceback: ["KernelEnded: The kernel ended before this request did."],
};

/** An answer that is no error. */
export function ok(content: Json): NonNullable<Answer> {
  return { content: { status: "ok", ...content } };
}

/** An error reply to a request that this kernel cannot serve. */
export function refuse(evalue: string): NonNullable<Answer> {
  return { content: { status: "error", ename: "NotSupported", evalue, traceback: [] } };
}

/** The fields of an error and nothing else. */
export function pickError({ ename, evalue, traceback }: ErrorInfo): ErrorInfo {
  return { ename, evalue, traceback };
}

/** The content of execute_reply, without its count. */
export function executeReply(outcome: ExecuteOutcome): Json {
  if (outcome.status === "error") return { status: "error", ...pickError(outcome) };
  if (outcome.status === "aborted") return { status: "aborted" };
  const { userExpressions = {}, payload = [] } = outcome;
  const expressions = Object.entries(userExpressions).map(([name, result]) => [
    name,
    result.status === "ok" ? { ...result, metadata: result.metadata ?? {} } : result,
  ]);
  return { status: "ok", user_expressions: Object.fromEntries(expressions), payload };
}

/** Anything that was thrown, as the protocol has errors. */
export function errorInfo(error: unknown): ErrorInfo {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return { ename: name, evalue: message, traceback: [`${name}: ${message}`] };
}
