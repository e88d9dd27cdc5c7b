/** The outputs that messages of a kernel bring (Jupyter messaging, "Messages on the IOPub channel"). */
import type { LogRecordOf } from "../contract/records";
import { displayId, number, object, strings, text } from "./message-content";
import { toLines } from "./terminal";
import type { Output } from "./transcript";

type Message = LogRecordOf<"message">;
type OutputOf<Kind extends Output["kind"]> = Extract<Output, { kind: Kind }>;

/** Of `error`. */
export function errorOutput({ content }: Message): OutputOf<"error"> {
  const traceback = strings(content.traceback);
  const name = text(content.ename);
  const value = text(content.evalue);
  const said = traceback.length > 0 ? traceback.join("\n") : [name, value].filter(Boolean).join(": ");
  return { kind: "error", name, value, traceback: toLines(said) };
}

/** Of `display_data` and `execute_result`. */
export function displayOutput({ content, msgType }: Message): OutputOf<"display"> {
  const id = displayId(content);
  const count = msgType === "execute_result" ? number(content.execution_count) : undefined;
  return {
    kind: "display",
    data: object(content.data),
    metadata: object(content.metadata),
    ...(id !== undefined && { displayId: id }),
    ...(count !== undefined && { executionCount: count }),
  };
}

/** Of `input_request`. */
export function inputOutput({ content, msgId }: Message): OutputOf<"input"> {
  return {
    kind: "input",
    requestId: msgId,
    prompt: text(content.prompt),
    password: content.password === true,
  };
}

/** Of the payloads of `execute_reply`: what `name?` answers is a page of text. */
export function pageOutputs({ payload = [] }: LogRecordOf<"request_end">): OutputOf<"display">[] {
  return payload
    .filter(({ source }) => source === "page")
    .map(({ data }) => ({ kind: "display", data: object(data), metadata: {} }));
}
