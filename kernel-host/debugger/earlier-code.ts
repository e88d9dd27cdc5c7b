/** What a kernel has run before its present host came. */
import type { CodeOrigin } from "../../preload/contract/records";
import type { Log } from "../log/log";

/** So much of the log's end is looked through, in records and bytes. */
const LOOK_BACK = 20_000;
const READ_BYTES = 4 * 1024 * 1024;

/** The code of this life's requests, oldest first, as far as the log's end has it. */
export function earlierCode(log: Log): { readonly code: string; readonly origin?: CodeOrigin }[] {
  const found: { readonly code: string; readonly origin?: CodeOrigin }[] = [];
  for (let after = Math.max(log.first - 1, log.last - LOOK_BACK); after < log.last; ) {
    const records = log.read(after, READ_BYTES);
    for (const record of records)
      if (record.kind === "request" && record.life === log.life && !record.frame)
        found.push({ code: record.code, ...(record.origin ? { origin: record.origin } : {}) });
      else if (record.kind === "message" && record.foreign && record.life === log.life) {
        const { msgType, content } = record;
        if (msgType === "execute_input" && typeof content["code"] === "string")
          found.push({ code: content["code"] });
      }
    after = records.at(-1)?.seq ?? log.last;
  }
  return found;
}
