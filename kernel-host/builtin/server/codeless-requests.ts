/** Requests on shell that run no code: complete, inspect, is_complete, history, connect and comm_info. */
import type { ConnectionInfo } from "../../../preload/contract/connection-info";
import type { Message } from "../../wire/message";
import type { History } from "./kernel-history";
import type { Completions, KernelImplementation } from "./kernel-implementation";
import { type Answer, ok } from "./reply-contents";
import {
  commInfoRequest,
  completeRequest,
  historyRequest,
  inspectRequest,
  isCompleteRequest,
  read,
} from "./request-contents";

/**
 * Answers such a request; what the implementation cannot do gets the protocol's answer for that.
 * @returns undefined when it is none of them
 */
export function answerQuestion(
  message: Message,
  implementation: KernelImplementation,
  history: History,
  connection: ConnectionInfo,
): Promise<Answer> | undefined {
  switch (message.header.msg_type) {
    case "complete_request":
      return complete(message, implementation);
    case "inspect_request":
      return inspect(message, implementation);
    case "is_complete_request":
      return isComplete(message, implementation);
    case "comm_info_request":
      return commInfo(message, implementation);
    case "history_request":
      return answer(() => ok({ history: history.answer(read(historyRequest, message)) }));
    case "connect_request": {
      const { shell_port, iopub_port, stdin_port, hb_port, control_port } = connection;
      return answer(() => ok({ shell_port, iopub_port, stdin_port, hb_port, control_port }));
    }
    default:
      return undefined;
  }
}

async function answer(make: () => Answer): Promise<Answer> {
  return make();
}

async function complete(message: Message, implementation: KernelImplementation): Promise<Answer> {
  const { code, cursor_pos } = read(completeRequest, message);
  const cursor = cursor_pos ?? [...code].length;
  const none: Completions = { matches: [], cursorStart: cursor, cursorEnd: cursor };
  const found = (await implementation.complete?.(code, cursor)) ?? none;
  const { matches, cursorStart: cursor_start, cursorEnd: cursor_end, metadata = {} } = found;
  return ok({ matches, cursor_start, cursor_end, metadata });
}

async function inspect(message: Message, implementation: KernelImplementation): Promise<Answer> {
  const { code, cursor_pos, detail_level } = read(inspectRequest, message);
  const cursor = cursor_pos ?? [...code].length;
  const inspection = await implementation.inspect?.(code, cursor, detail_level);
  return ok({ found: false, data: {}, metadata: {}, ...inspection });
}

/** The reply's status is the answer itself. */
async function isComplete(message: Message, implementation: KernelImplementation): Promise<Answer> {
  const { code } = read(isCompleteRequest, message);
  return { content: { ...((await implementation.isComplete?.(code)) ?? { status: "unknown" }) } };
}

async function commInfo(message: Message, implementation: KernelImplementation): Promise<Answer> {
  const { target_name } = read(commInfoRequest, message);
  const comms: [string, string][] = [...((await implementation.comms?.()) ?? [])];
  const asked = comms.filter(
    ([, target]) => target_name === null || target_name === undefined || target === target_name,
  );
  return ok({ comms: Object.fromEntries(asked.map(([id, target]) => [id, { target_name: target }])) });
}
