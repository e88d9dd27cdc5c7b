/** What a block begins with, besides the record that opens it. */
import type { LogRecordOf } from "../contract/records";
import type { BlockStart } from "./checkpoint";

export type Opening = Pick<BlockStart, "msgId" | "code" | "origin" | "frame" | "client" | "username">;

/** The block of a request of our own clients. */
export const requested = ({ msgId, code, origin, frame, client }: LogRecordOf<"request">): Opening => ({
  msgId,
  code,
  origin,
  frame,
  client,
});
